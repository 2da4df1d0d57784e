package dev.frostbench.harness.run;

import dev.frostbench.harness.build.FixtureRepository;
import dev.frostbench.harness.build.PythonChoice;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.execute.EndStates;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.suites.selection.PredictionSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/// A run as the user asked for it.
///
/// @param limit only the first so many tasks
/// @param timeoutSeconds how long a task's command may take; replaces the suite's timeout
/// @param fixtures how the run gets its fixtures
/// @param estimates which pass@k the reports show; the standard ones if empty
/// @param depth of the controls of each prediction; 0 for none
/// @param share which part of the plan this process does
/// @param cluster whose nodes carry out the jobs; this machine if empty
/// @param keep whose end states are kept
/// @param cold whether no command is forked from a program that runs already, see [LocalExecutor]
/// @param workers sandboxes at a time, on each node
/// @param command the words of the command line, or another name of the request's origin
public record RunRequest(SuiteChoice suite, PredictionSource predictions, OptionalInt limit,
        OptionalDouble timeoutSeconds, RunPlace place, Fixtures fixtures, Optional<Estimates> estimates, int depth,
        Share share, Optional<ClusterRequest> cluster, EndStates.Which keep, boolean cold, int workers,
        List<String> command) {

    public RunRequest {
        if (workers < 1) throw new IllegalArgumentException("wanted 1 worker or more, got " + workers);
        command = List.copyOf(command);
    }

    /// How a run gets its fixtures.
    ///
    /// @param build whether missing fixtures may be built
    /// @param allowedLeaks fixtures and tasks that are used although a fixture gives an answer away
    /// @param repository where fixtures that are not built here are looked for
    public record Fixtures(boolean build, PythonChoice python, Set<String> allowedLeaks,
            Optional<FixtureRepository> repository) {

        public Fixtures {
            allowedLeaks = Set.copyOf(allowedLeaks);
        }
    }

    /// The same for another part of the plan.
    public RunRequest of(Share part) {
        return new RunRequest(suite, predictions, limit, timeoutSeconds, place, fixtures, estimates, depth, part,
                cluster, keep, cold, workers, command);
    }

    /// Sandboxes at a time on all machines.
    public int sandboxes() {
        return cluster.map(on -> on.sandboxes(workers)).orElse(workers);
    }

    Optional<Duration> timeout() {
        return timeoutSeconds.isEmpty() ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (timeoutSeconds.getAsDouble() * 1e9)));
    }

    /// Whether an empty prediction is run too: that validates a suite.
    boolean runsEmpty() {
        return switch (predictions) {
            case PredictionSource.Empty _, PredictionSource.GoldAndEmpty _, PredictionSource.Audit _ -> true;
            case PredictionSource.Default _, PredictionSource.File _ -> false;
            case PredictionSource.Gold _, PredictionSource.None _ -> false;
        };
    }
}
