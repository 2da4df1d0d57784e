package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.options.BackendOption;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.cli.options.FromRegistryOption;
import dev.frostbench.harness.cli.options.LeakOption;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.cli.options.PythonOption;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunPlace;
import dev.frostbench.harness.run.RunRequest;
import dev.frostbench.suites.selection.PredictionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How tasks are tried and where the reports go: the options of `run` and `validate`.
final class RunOptions {

    /// In seconds.
    private static final double LONGEST_TIMEOUT = 1_000_000;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor. With"
            + " --on: on each node; by default 2.")
    private Integer workers;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N tasks.")
    private Integer limit;

    @Option(names = "--timeout", paramLabel = "S", description = "Seconds a task's command may take, instead of the"
            + " suite's.")
    private Double timeout;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Option(names = "--run-id", paramLabel = "ID", description = "A name for the run.")
    private String runId;

    @Option(names = "--resume", description = "Go on with a run that was stopped: only what is not finished or has"
            + " changed.")
    private boolean resume;

    @Option(names = "--retry", paramLabel = "infra", description = "With --resume: only what the machine failed at.")
    private String retry;

    @Option(names = "--keep", paramLabel = "WHICH", defaultValue = "none", description = "Keep the state in which each"
            + " sample ended, for shell RUN TASK: failed, all or none; by default none.")
    private String keep;

    @Option(names = "--cold", description = "Start each command from nothing, instead of forking an interpreter that"
            + " runs already. Slower; every score is the same.")
    private boolean cold;

    @Option(names = "--no-build", description = "Refuse to build fixtures.")
    private boolean noBuild;

    @Mixin
    private BackendOption backend;

    @Mixin
    private LeakOption leaks;

    @Mixin
    private PythonOption python;

    @Mixin
    private FromRegistryOption fromRegistry;

    @Mixin
    private Loudness loudness;

    /// The settings of this machine, as the options change them.
    Settings settings(Settings settings) {
        return backend.of(settings);
    }

    Loudness loudness() {
        return loudness;
    }

    /// The request for the run service. Throws `BadInput` if a number is out of range.
    ///
    /// @param settings of this machine
    /// @param depth of the controls
    /// @param cluster whose nodes carry out the jobs
    /// @param command the words of the command line
    RunRequest request(Settings settings, SuiteInputs inputs, PredictionSource predictions, EstimateOption estimates,
            int depth, Optional<ClusterRequest> cluster, List<String> command)
            throws IOException {
        check();
        return new RunRequest(inputs.choice(), predictions,
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                timeout == null ? OptionalDouble.empty() : OptionalDouble.of(timeout),
                new RunPlace(Optional.ofNullable(out), Optional.ofNullable(runId), resume, retry != null),
                new RunRequest.Fixtures(!noBuild, python.choice(), leaks.allowed(),
                        fromRegistry.repository(settings)),
                estimates.asked(), depth,
                Share.WHOLE, cluster, keep(cluster.isPresent()), cold(cluster.isPresent()),
                workers(cluster.isPresent()), command);
    }

    private EndStates.Which keep(boolean onNodes) {
        EndStates.Which which = switch (keep) {
            case "none" -> EndStates.Which.NONE;
            case "failed" -> EndStates.Which.FAILED;
            case "all" -> EndStates.Which.ALL;
            default -> throw new BadInput(Problem.of("run", "--keep '" + keep + "'", "says not what to keep",
                    "write failed, all or none"));
        };
        if (onNodes && which != EndStates.Which.NONE)
            throw new BadInput(Problem.of("run", "--keep", "is for sandboxes of this machine", "leave --on out"));
        return which;
    }

    private boolean cold(boolean onNodes) {
        if (onNodes && cold)
            throw new BadInput(Problem.of("run", "--cold", "is for sandboxes of this machine", "leave --on out"));
        return cold;
    }

    private int workers(boolean onNodes) {
        if (workers != null) return workers;
        return onNodes ? ClusterRequest.WORKERS : Runtime.getRuntime().availableProcessors();
    }

    private void check() {
        if (retry != null && !retry.equals("infra"))
            throw new BadInput(Problem.of("run", "--retry " + retry, "is no word for what to retry", "write infra"));
        if (retry != null && !resume)
            throw new BadInput(Problem.of("run", "--retry infra", "is of a run that is there", "add --resume"));
        if (workers != null && workers < 1) throw misuse("--workers", workers, "give a number from 1");
        if (limit != null && limit < 1) throw misuse("--limit", limit, "give a number from 1");
        if (timeout != null && !(timeout >= 0.001 && timeout <= LONGEST_TIMEOUT))
            throw misuse("--timeout", timeout, "give seconds above 0, up to 1,000,000");
    }

    private static BadInput misuse(String option, Number got, String cure) {
        return new BadInput(Problem.of("run", option, "cannot be " + got, cure));
    }
}
