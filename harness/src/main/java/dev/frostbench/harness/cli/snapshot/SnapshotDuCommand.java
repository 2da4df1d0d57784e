package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.quota.Space;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.objects.LayersOnDisk;
import dev.frostbench.harness.cli.console.DamageReport;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `snapshot du`: the size of each name, and of all together.
@Command(name = "du",
        description = "Show what each snapshot takes, shared and alone, and what is really used of the disk.",
        sortOptions = false)
final class SnapshotDuCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME",
            description = "Only these; a name that ends in * means all that begin so.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--json", description = "As JSON, in bytes.")
    private boolean json;

    SnapshotDuCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            Space space = machine.store().space();
            Map<String, Space.Size> sizes = new TreeMap<>(space.byName());
            if (!wanted.isEmpty()) sizes.keySet().retainAll(chosen(sizes.keySet()));
            Map<String, Set<Digest>> layers = new TreeMap<>();
            for (String name : sizes.keySet())
                layers.put(name, space.holdings().layers(List.of(space.holdings().names().get(name))).keySet());
            LayersOnDisk disk = machine.store().onDisk(new HashSet<>(
                    layers.values().stream().flatMap(Set::stream).toList()));
            var out = spec.commandLine().getOut();
            out.println(json ? json(space, sizes, layers, disk) : table(space, sizes, layers, disk));
            return DamageReport.report(spec, space.holdings().damage().names());
        }
    }

    private List<String> chosen(Set<String> names) {
        List<String> chosen = new ArrayList<>();
        for (String name : wanted) {
            List<String> found = names.stream().filter(known -> name.endsWith("*")
                    ? known.startsWith(name.substring(0, name.length() - 1))
                    : known.equals(name)).toList();
            if (found.isEmpty())
                throw new BadInput(Problem.of("snapshot du", "'" + name + "'", "is no name of a snapshot",
                        "see all names: ./frostbench snapshot du"));
            chosen.addAll(found);
        }
        return chosen;
    }

    private static String json(Space space, Map<String, Space.Size> sizes, Map<String, Set<Digest>> layers,
            LayersOnDisk disk) {
        var root = JsonNodeFactory.instance.objectNode();
        var snapshots = root.putArray("snapshots");
        sizes.forEach((name, size) -> snapshots.addObject().put("name", name)
                .put("digest", space.holdings().names().get(name).text())
                .put("bytes", size.bytes()).put("shared_bytes", size.shared()).put("own_bytes", size.own())
                .put("disk_bytes", disk.of(layers.get(name))));
        root.put("layers", disk.each().size()).put("bytes", space.together(sizes.keySet()))
                .put("disk_bytes", disk.together())
                .put("bytes_if_each_were_alone", sizes.values().stream().mapToLong(Space.Size::bytes).sum())
                .put("disk_bytes_if_each_were_alone", layers.values().stream().mapToLong(disk::of).sum());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String table(Space space, Map<String, Space.Size> sizes, Map<String, Set<Digest>> layers,
            LayersOnDisk disk) {
        int width = Math.max(4, sizes.keySet().stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s  %12s  %12s  %12s  %12s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, row, "NAME", "SIZE", "SHARED", "OWN", "ON DISK"));
        sizes.forEach((name, size) -> lines.add(String.format(Locale.ROOT, row, name,
                ByteSize.mebibytes(size.bytes()), ByteSize.mebibytes(size.shared()),
                ByteSize.mebibytes(size.own()), ByteSize.mebibytes(disk.of(layers.get(name))))));
        long alone = sizes.values().stream().mapToLong(Space.Size::bytes).sum();
        lines.add("each alone: " + ByteSize.mebibytes(alone) + ", on disk "
                + ByteSize.mebibytes(layers.values().stream().mapToLong(disk::of).sum()));
        lines.add("together, each layer counted once: " + ByteSize.mebibytes(space.together(sizes.keySet()))
                + ", on disk " + ByteSize.mebibytes(disk.together()));
        return String.join(System.lineSeparator(), lines);
    }
}
