package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.snapshot.Holdings;
import dev.frostbench.fixtures.snapshot.Space;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
            Space space = workshop.store().space();
            Set<String> others = new TreeSet<>(workshop.library(places.recipes(null), Map.of()).recipes());
            others.removeAll(space.holdings().names().keySet());
            var out = spec.commandLine().getOut();
            out.println(json ? json(space, others) : table(space, others));
            return DamageReport.tell(spec, space.holdings().damage().names());
        }
    }

    private static String json(Space space, Set<String> others) {
        var root = JsonNodeFactory.instance.objectNode();
        var fixtures = root.putArray("fixtures");
        Holdings holdings = space.holdings();
        space.byName().forEach((name, size) -> fixtures.addObject().put("name", name)
                .put("digest", holdings.names().get(name).text()).put("bytes", size.bytes())
                .put("shared_bytes", size.shared()).put("own_bytes", size.own())
                .put("layers", holdings.layers(List.of(holdings.names().get(name))).size()));
        others.forEach(root.putArray("not_built")::add);
        root.put("bytes", space.together(holdings.names().keySet()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static String table(Space space, Set<String> others) {
        Map<String, Space.Size> sizes = space.byName();
        int width = Math.max(4, sizes.keySet().stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s  %10s  %10s  %10s  %s%n";
        var text = new StringBuilder(String.format(Locale.ROOT, row, "NAME", "SIZE", "SHARED", "OWN", "DIGEST"));
        sizes.forEach((name, size) -> text.append(String.format(Locale.ROOT, row, name, mebibytes(size.bytes()),
                mebibytes(size.shared()), mebibytes(size.own()), space.holdings().names().get(name))));
        text.append("all layers, each counted once: ").append(mebibytes(space.together(sizes.keySet())));
        if (!others.isEmpty())
            text.append(System.lineSeparator()).append("not built: ").append(String.join(", ", others));
        return text.toString();
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
