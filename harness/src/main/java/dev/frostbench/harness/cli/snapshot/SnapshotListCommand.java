package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.harness.cli.console.DamageReport;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `snapshot list`: the names and the snapshots they point to.
@Command(name = "list", description = "List snapshots by name.")
final class SnapshotListCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON, an array; sizes in bytes.")
    private boolean json;

    @Option(names = "--all",
            description = "Those without a name too: what others were made from, and results of build steps.")
    private boolean all;

    SnapshotListCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.openForLess(Places.of(settings))) {
            List<SnapshotSheet> sheets = SnapshotSheet.all(machine.store(), all);
            spec.commandLine().getOut().println(json ? json(sheets) : table(sheets));
            return DamageReport.report(spec, machine.store().damagedNames());
        }
    }

    private static String json(List<SnapshotSheet> sheets) {
        var array = JsonNodeFactory.instance.arrayNode();
        sheets.forEach(sheet -> array.add(sheet.json()));
        return array.toPrettyString();
    }

    private static String table(List<SnapshotSheet> sheets) {
        int width = Math.max(4, sheets.stream().mapToInt(sheet -> sheet.name().orElse("-").length()).max().orElse(0));
        String row = "%-" + width + "s  %-24s  %6s  %10s  %10s  %s";
        var text = new StringBuilder(
                String.format(Locale.ROOT, row, "NAME", "CREATED", "LAYERS", "SIZE", "OWN", "DIGEST"));
        for (SnapshotSheet sheet : sheets)
            text.append(System.lineSeparator()).append(String.format(Locale.ROOT, row, sheet.name().orElse("-"),
                    SnapshotSheet.time(sheet.created()), sheet.snapshot().manifest().layers().size(),
                    ByteSize.mebibytes(sheet.size().bytes()),
                    ByteSize.mebibytes(sheet.size().own()),
                    sheet.snapshot().digest()));
        return text.toString();
    }
}
