package dev.frostbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.execute.Executor;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// Sandboxes that are made while the jobs before them run: each job has its own, and none is left.
@Tag("sandbox")
class ForksAheadTest {

    private static final int JOBS = 8;

    @TempDir
    Path folder;

    private final List<Entry.Finished> finished = Collections.synchronizedList(new ArrayList<>());

    /// Fails in a sandbox in which it ran before.
    private static final String FIRST = "import os; os.mkdir('/first')";

    @Test
    void eachJobHasASandboxOfItsOwnAndNoneIsLeft() throws Exception {
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            assertThat(run(snapshots, new LocalExecutor(snapshots.runtime(), 2), () -> {})).isTrue();
            assertThat(finished).hasSize(JOBS).allSatisfy(result -> {
                assertThat(result.evidence().trouble()).isEmpty();
                assertThat(result.grade().verdict().word()).isEqualTo("resolved");
            });
            assertThat(snapshots.runtime().list()).isEmpty();
        }
    }

    @Test
    void aStopLeavesNoneOfThoseThatWaited() throws Exception {
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            var executor = new LocalExecutor(snapshots.runtime(), 2);
            assertThat(run(snapshots, executor, executor::stop)).isFalse();
            assertThat(finished).hasSizeBetween(1, JOBS - 1);
            assertThat(snapshots.runtime().list()).isEmpty();
        }
    }

    private interface Then {
        void act() throws IOException;
    }

    /// @param then after each result
    private boolean run(BenchSnapshots snapshots, Executor executor, Then then) throws Exception {
        return executor.run(jobs(snapshots.plain()), new Executor.Results() {
            @Override
            public void started(Job job) {}

            @Override
            public void finished(Entry.Finished result) throws IOException {
                finished.add(result);
                then.act();
            }

            @Override
            public void note(String line) {}
        });
    }

    private static List<Job> jobs(Snapshot snapshot) {
        List<Task> tasks = IntStream.range(0, JOBS)
                .mapToObj(number -> new Task("t/" + number, "p", "plain", JsonNodeFactory.instance.objectNode()))
                .toList();
        Map<String, List<Prediction>> predictions = new HashMap<>();
        for (Task task : tasks) predictions.put(task.id(), List.of(new Prediction(task.id(), "m", 0, FIRST)));
        var info = new RunInfo("r", "s", List.of(new RunRecord.Part("p", "made", "f", false, Optional.empty())), JOBS,
                JOBS, "1");
        return Plan.of(info, JsonNodeFactory.instance.objectNode(), new Plan.Inputs(tasks, predictions,
                _ -> new Passing(BenchSnapshots.python(snapshot)), Origins.of(Map.of("plain", snapshot)), Map.of(),
                false, 0))
                .jobs();
    }

    /// Resolved if the prediction, a program of Python's, exits with 0.
    private record Passing(String python) implements Evaluation {

        @Override
        public Optional<String> gold(Task task) {
            return Optional.empty();
        }

        @Override
        public Procedure procedure(Task task, Prediction prediction) {
            return Procedure.of(new ProcedureLimits(1 << 28, 64, 1, 1 << 28, 1 << 20),
                    new Step.Run("run", new Invocation(List.of(python, "-c", prediction.text()), Map.of(), "/",
                            new byte[0], Duration.ofMinutes(1))));
        }

        @Override
        public Grade grade(Task task, Prediction prediction, Evidence evidence) {
            boolean passed = evidence.observations().getLast().ending().equals(new Evidence.Ending.Exited(0));
            Verdict verdict = passed ? new Verdict.Resolved() : new Verdict.Unresolved();
            return new Grade(verdict, verdict, verdict, "exit code", List.of());
        }
    }
}
