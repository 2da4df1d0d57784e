package dev.frostbench.harness.cli.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.bench.Bench;
import dev.frostbench.harness.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `bench`: this project's own benchmarks, run on this machine.
@Command(name = "bench",
        description = "Measure this machine: branches, fork, freeze, humaneval, restore, tree, warm; beside them the"
                + " floor.")
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which one; all that can run without"
            + " a name.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "What the benchmark itself takes.")
    private List<String> args = new ArrayList<>();

    @Option(names = "--json", description = "JSON instead of a table; without a name, one object with a member a"
            + " benchmark.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var known = ServiceLoader.load(Bench.class).stream().map(ServiceLoader.Provider::get).toList();
        if (name == null) return all(known);
        Bench chosen = known.stream().filter(bench -> bench.name().equals(name)).findFirst()
                .orElseThrow(() -> new BadInput(unknown(known)));
        Optional<String> lack = chosen.lacks(args);
        if (lack.isPresent()) throw new BadInput(Problem.of("bench", name, "cannot run", lack.get()));
        JsonNode figures = chosen.run(List.copyOf(args));
        if (json) print(figures.toString());
        else
            print(chosen, figures);
        return ExitCode.DONE;
    }

    /// Runs every benchmark that can run, without arguments. The others are named with the reason.
    private int all(List<Bench> known) throws Exception {
        if (known.isEmpty()) throw new BadInput(unknown(known));
        ObjectNode report = JsonMapper.shared().createObjectNode();
        for (Bench bench : known.stream().sorted(Comparator.comparing(Bench::name)).toList()) {
            Optional<String> lack = bench.lacks(List.of());
            JsonNode figures = lack.isPresent()
                    ? JsonMapper.shared().createObjectNode().put("left_out", lack.get())
                    : bench.run(List.of());
            report.set(bench.name(), figures);
            if (!json) print(bench, figures);
        }
        if (json) print(report.toString());
        return ExitCode.DONE;
    }

    private Problem unknown(List<Bench> known) {
        String names = known.stream().map(Bench::name).sorted().collect(Collectors.joining(", "));
        return known.isEmpty()
                ? Problem.of("bench", "the benchmarks", "are not built", "build all of the project: mvn package")
                : Problem.of("bench", "benchmark '" + name + "'", "is not known", "choose one of: " + names);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void print(Bench bench, JsonNode figures) {
        print(bench.name() + ": " + bench.about());
        for (JsonNode row : figures.isArray() ? figures : List.of(figures)) {
            row.properties().forEach(
                    figure -> print("  %-24s %s".formatted(figure.getKey(), figure.getValue().asString())));
            if (figures.isArray()) print("");
        }
    }
}
