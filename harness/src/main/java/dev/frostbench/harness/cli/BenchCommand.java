package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.bench.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `bench`: the project's own benchmarks on this machine.
@Command(name = "bench", description = "Measure this machine: fork, freeze, humaneval; beside them the floor.")
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which one; all of them without a name.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "What the benchmark itself takes.")
    private List<String> args = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a benchmark instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var known = ServiceLoader.load(Bench.class).stream().map(ServiceLoader.Provider::get).toList();
        var chosen = known.stream().filter(bench -> name == null || bench.name().equals(name)).toList();
        if (chosen.isEmpty()) throw new BadInput(unknown(known));
        for (Bench bench : chosen) print(bench.name(), bench.run(List.copyOf(args)));
        return ExitCode.DONE;
    }

    private Problem unknown(List<Bench> known) {
        String names = known.stream().map(Bench::name).sorted().collect(Collectors.joining(", "));
        return known.isEmpty()
                ? Problem.of("bench", "the benchmarks", "are not built", "build all of the project: mvn package")
                : Problem.of("bench", "benchmark '" + name + "'", "is not known", "choose one of: " + names);
    }

    private void print(String title, ObjectNode figures) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(figures));
            return;
        }
        out.println(title);
        figures.properties().forEach(
                figure -> out.printf(java.util.Locale.ROOT, "  %-24s %s%n", figure.getKey(), figure.getValue().asString()));
        out.flush();
    }
}
