package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.options.PythonOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How tasks are tried and where the reports go: the options of `run` and `validate`.
final class RunOptions {

    /// In seconds.
    private static final double LONGEST_TIMEOUT = 1_000_000;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor.")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N tasks.")
    Integer limit;

    @Option(names = "--timeout", paramLabel = "S", description = "Seconds a task's command may take, instead of the"
            + " suite's.")
    Double timeout;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Option(names = "--run-id", paramLabel = "ID", description = "A name for the run.")
    private String runId;

    @Option(names = "--resume", description = "Go on with a run that was stopped: only what is not finished or has"
            + " changed.")
    boolean resume;

    @Option(names = "--no-build", description = "Refuse to build fixtures.")
    boolean noBuild;

    @Mixin
    PythonOption python;

    RunTarget target(String suite) {
        return RunTarget.choose(suite, Optional.ofNullable(out), Optional.ofNullable(runId), resume);
    }

    OptionalInt limit() {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout).map(seconds -> Duration.ofNanos((long) (seconds * 1e9)));
    }

    void check() {
        if (workers < 1) throw misuse("--workers", workers, "give a number from 1");
        if (limit != null && limit < 1) throw misuse("--limit", limit, "give a number from 1");
        if (timeout != null && !(timeout >= 0.001 && timeout <= LONGEST_TIMEOUT))
            throw misuse("--timeout", timeout, "give seconds above 0, up to 1,000,000");
    }

    private static BadInput misuse(String option, Number got, String cure) {
        return new BadInput(Problem.of("run", option, "cannot be " + got, cure));
    }
}
