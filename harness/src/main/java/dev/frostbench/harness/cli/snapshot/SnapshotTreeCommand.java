package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.tree.LayerEntryJson;
import dev.frostbench.fixtures.tree.MergedTree.Seen;
import dev.frostbench.fixtures.tree.Metadata;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot tree`: every path of a snapshot, without a sandbox.
@Command(name = "tree", description = "List every path of a snapshot, with no sandbox.", sortOptions = false)
final class SnapshotTreeCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "S", description = "A name, a digest, or its unique beginning.")
    private String reference;

    @Option(names = "--json", description = "One JSON object a line and path, with hashes of contents.")
    private boolean json;

    SnapshotTreeCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings));
                SnapshotTree tree = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot tree", reference))) {
            PrintWriter out = spec.commandLine().getOut();
            for (SnapshotTree.Listed listed : tree.list()) out.println(json ? tree.json(listed) : line(listed.seen()));
            out.flush();
        }
        return ExitCode.DONE;
    }

    private static String line(Seen seen) {
        var status = seen.entry().status();
        Metadata metadata = Metadata.of(seen.entry());
        String type = status.regular() ? "-"
                : status.directory() ? "d"
                        : status.link() ? "l"
                                : status.fifo() ? "p"
                                        : status.blockDevice() ? "b" : "c";
        String target = status.link() ? " -> " + shown(seen.entry().target()) : "";
        return String.format(Locale.ROOT, "%s %04o %5d:%-5d %12d  %s  %s%s", type, metadata.mode(), metadata.owner(),
                metadata.group(), status.directory() ? 0 : status.size(),
                Instant.ofEpochSecond(metadata.seconds()), shown(seen.path()), target);
    }

    /// In JSON's form if a terminal would not show it as it is.
    static String shown(String path) {
        return path.chars().allMatch(c -> c > ' ' && c < 0x7f) ? path : LayerEntryJson.quoted(path);
    }
}
