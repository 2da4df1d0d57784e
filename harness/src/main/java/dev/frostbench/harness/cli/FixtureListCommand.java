package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.fixture.FixtureSizes;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// `fixture list`: what is built and how large it is, and what can be built.
@Command(name = "list", description = "List what is built, with sizes, and what can be.")
final class FixtureListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON, with sizes in bytes.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Places places = Places.of(System.getenv());
        try (Workshop workshop = Workshop.open(places)) {
            Map<String, Snapshot> built = new TreeMap<>();
            for (String name : workshop.store().names().keySet())
                workshop.store().find(name).ifPresent(snapshot -> built.put(name, snapshot));
            Set<String> others = new TreeSet<>(workshop.library(places.recipes(null), Map.of()).recipes());
            others.removeAll(built.keySet());
            var out = spec.commandLine().getOut();
            var sizes = FixtureSizes.of(built);
            out.println(json ? json(sizes, others) : table(sizes, others));
        }
        return ExitCode.DONE;
    }

    private static String json(FixtureSizes sizes, Set<String> others) {
        var root = JsonNodeFactory.instance.objectNode();
        var fixtures = root.putArray("fixtures");
        sizes.sizes().forEach((name, size) -> fixtures.addObject().put("name", name)
                .put("digest", size.snapshot().digest().text()).put("bytes", size.total())
                .put("shared_bytes", size.shared()).put("own_bytes", size.own())
                .put("layers", size.snapshot().manifest().layers().size()));
        others.forEach(root.putArray("not_built")::add);
        root.put("bytes", sizes.onDisk());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String table(FixtureSizes sizes, Set<String> others) {
        int width = Math.max(4, sizes.sizes().keySet().stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s  %10s  %10s  %10s  %s%n";
        var text = new StringBuilder(String.format(Locale.ROOT, row, "NAME", "SIZE", "SHARED", "OWN", "DIGEST"));
        sizes.sizes().forEach((name, size) -> text.append(String.format(Locale.ROOT, row, name, mebibytes(size.total()),
                mebibytes(size.shared()), mebibytes(size.own()), size.snapshot().digest().text())));
        text.append("all layers, each counted once: ").append(mebibytes(sizes.onDisk()));
        if (!others.isEmpty()) text.append(System.lineSeparator()).append("not built: ").append(String.join(", ", others));
        return text.toString();
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
