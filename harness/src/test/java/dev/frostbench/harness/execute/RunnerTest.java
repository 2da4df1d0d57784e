package dev.frostbench.harness.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.harness.plan.Shard;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.humaneval.HumanEval;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
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
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class RunnerTest {

    @TempDir
    Path folder;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aMachineThatFailsTwiceIsAnErrorAndNeverAModelsFailure() throws Exception {
        var runtime = new BrokenRuntime(new CountDownLatch(0));
        Plan plan = plan(Map.of("t/0", "    return 1\n", "t/1", "    return 2\n"));

        run(runtime, plan);

        assertThat(runtime.forks).as("two for each job, and those that were begun ahead").isBetween(4, 5);
        assertThat(notes).hasSize(2).allMatch(note -> note.contains("trying once more"));
        for (var result : RecordedRun.read(folder).record().results()) {
            assertThat(result.grade().verdict().word()).isEqualTo("error");
            assertThat(result.grade().why()).contains("the machine failed, not the prediction")
                    .contains("no room for a sandbox");
        }
        RecordedRun recorded = RecordedRun.read(folder);
        assertThat(Plan.left(plan.jobs(), recorded)).as("tried again by --resume").hasSize(2);
        Plan more = plan(Map.of("t/0", "    return 1\n", "t/1", "    return 2\n", "t/2", "    return 3\n"));
        assertThat(Plan.left(more.jobs(), recorded)).hasSize(3);
        assertThat(Plan.failed(more.jobs(), recorded)).as("tried again by --retry infra").hasSize(2);
    }

    @Test
    void aStoppedRunRecordsNothingThatWasUnderWay() throws Exception {
        var runtime = new BrokenRuntime(new CountDownLatch(1));
        Plan plan = plan(Map.of("t/0", "    return 1\n", "t/1", "    return 2\n"));
        try (Ledger ledger = open(plan)) {
            var executor = new LocalExecutor(runtime, 2);
            Thread stopper = Thread.ofPlatform().start(() -> {
                try {
                    runtime.reached.await();
                    executor.stop();
                } catch (IOException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            assertThat(new Runner(executor, ledger, new Quiet()).run(plan.jobs())).isFalse();
            stopper.join();
        }
        assertThat(Plan.left(plan.jobs(), RecordedRun.read(folder))).hasSize(2);
    }

    @Test
    void aPassThatWantsToBeAloneHasNothingBesideIt() throws Exception {
        var beside = new AtomicInteger();
        var crowded = new AtomicBoolean();
        forks(List.of(false, true, false, true), alone -> {
            beside.incrementAndGet();
            for (int look = 0; look < 1000; look++) {
                if (alone && beside.get() > 1) crowded.set(true);
                Thread.onSpinWait();
            }
            beside.decrementAndGet();
        });
        assertThat(crowded).isFalse();
    }

    @Test
    void passesThatDoNotWantToBeAloneRunBesideEachOther() throws Exception {
        var both = new CountDownLatch(2);
        var met = new AtomicBoolean();
        forks(List.of(false, false), _ -> {
            both.countDown();
            try {
                if (both.await(1, TimeUnit.MINUTES)) met.set(true);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        assertThat(met).isTrue();
    }

    @Test
    void theNextForkBeginsWhileTheJobBeforeItIsTriedAndNoMoreThanThat() throws Exception {
        var both = new CountDownLatch(2);
        var met = new AtomicBoolean();
        var beside = new AtomicInteger();
        var most = new AtomicInteger();
        forks(List.of(false, false, false, false), 1, _ -> {
            most.accumulateAndGet(beside.incrementAndGet(), Math::max);
            both.countDown();
            try {
                if (both.await(1, TimeUnit.MINUTES)) met.set(true);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            beside.decrementAndGet();
        });
        assertThat(met).isTrue();
        assertThat(most.get()).as("one of the worker, one ahead").isEqualTo(2);
    }

    private static final int ALONE = 17;

    private void forks(List<Boolean> alone, Consumer<Boolean> forked) throws Exception {
        forks(alone, alone.size(), forked);
    }

    /// Runs one pass for each value. Each fork only calls `forked`, with whether its pass must run alone.
    private void forks(List<Boolean> alone, int workers, Consumer<Boolean> forked) throws Exception {
        var runtime = new BrokenRuntime(new CountDownLatch(0)) {
            @Override
            public Sandbox fork(Snapshot snapshot, ForkOptions options) throws IOException {
                forked.accept(options.limits().processes() == ALONE);
                throw new IOException("no room for a sandbox");
            }
        };
        Map<String, String> answers = new TreeMap<>();
        for (int task = 0; task < alone.size(); task++) answers.put("t/" + task, "    return " + task + "\n");
        Plan plan = plan(answers);
        List<Job> jobs = new ArrayList<>();
        for (Job job : plan.jobs())
            jobs.add(new Job(job.task(), new Once(alone.get(jobs.size())), job.origin(), job.sample(), 0));
        try (Ledger ledger = open(plan)) {
            assertThat(new Runner(new LocalExecutor(runtime, workers), ledger, new Quiet()).run(jobs)).isTrue();
        }
    }

    /// One pass that forks and does nothing.
    private record Once(boolean alone) implements Evaluation {

        @Override
        public Optional<String> gold(Task task) {
            return Optional.empty();
        }

        @Override
        public Procedure procedure(Task task, Prediction prediction) {
            return new Procedure(List.of(new Procedure.Pass("only", List.of(), alone)),
                    new ProcedureLimits(1 << 28, alone ? ALONE : 64, 1, 1 << 28, 1 << 20));
        }

        @Override
        public Grade grade(Task task, Prediction prediction, Evidence evidence) {
            throw new IllegalStateException("nothing ran");
        }
    }

    @Test
    void anEmptyPredictionIsListedAndNotRun() throws Exception {
        var runtime = new BrokenRuntime(new CountDownLatch(0));
        Plan plan = plan(Map.of("t/0", ""));

        run(runtime, plan);

        assertThat(runtime.forks).isZero();
        assertThat(plan.graded()).hasSize(1).first().satisfies(
                graded -> assertThat(graded.grade().verdict().word()).isEqualTo("empty"));
    }

    @Test
    void theKeyOfAResultChangesWithWhatTheVerdictDependsOn() {
        String key = key(plan(Map.of("t/0", "    return 1\n")));
        assertThat(key(plan(Map.of("t/0", "    return 1\n")))).isEqualTo(key);
        assertThat(key(plan(Map.of("t/0", "    return 2\n")))).isNotEqualTo(key);
        assertThat(key(plan(Map.of("t/0", "    return 1\n"), Duration.ofSeconds(4), 'a'))).isNotEqualTo(key);
        assertThat(key(plan(Map.of("t/0", "    return 1\n"), Duration.ofSeconds(3), 'b'))).isNotEqualTo(key);
    }

    @Test
    void theShardsOfAPlanHoldEachJobOnceAndAreTextAlone() throws Exception {
        Plan plan = plan(Map.of("t/0", "    return 1\n", "t/1", "    return 2\n", "t/2", "    return 3\n", "t/3", "",
                "t/4", "    return 4\n"));

        List<Job> jobs = new ArrayList<>();
        for (Shard shard : plan.shards(3)) {
            byte[] carried = JsonMapper.shared().writeValueAsBytes(shard);
            assertThat(JsonMapper.shared().readValue(carried, Shard.class)).isEqualTo(shard);
            jobs.addAll(plan.jobs(shard));
        }

        assertThat(jobs).containsExactlyInAnyOrderElementsOf(plan.jobs()).hasSize(4);
    }

    @Test
    void aShardOfAnotherPlanIsRefused() throws Exception {
        Shard other = plan(Map.of("t/0", "    return 1\n")).shards(1).getFirst();
        Plan plan = plan(Map.of("t/0", "    return 2\n"));

        assertThatThrownBy(() -> plan.jobs(other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted a shard of plan " + plan.digest());
    }

    private static String key(Plan plan) {
        return plan.tasks().getFirst().samples().getFirst().key();
    }

    private void run(SandboxRuntime runtime, Plan plan) throws Exception {
        try (Ledger ledger = open(plan)) {
            assertThat(new Runner(new LocalExecutor(runtime, 2), ledger, new Quiet()).run(plan.jobs())).isTrue();
        }
    }

    private Ledger open(Plan plan) throws Exception {
        Ledger ledger = Ledger.open(folder, RecordedRun.read(folder));
        for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
        return ledger;
    }

    private static Plan plan(Map<String, String> completions) {
        return plan(completions, Duration.ofSeconds(3), 'a');
    }

    private static Plan plan(Map<String, String> completions, Duration timeout, char digest) {
        var evaluation = new HumanEval(timeout, new ProcedureLimits(1 << 28, 64, 1, 1 << 28, 1 << 20));
        var snapshot = new Snapshot(new Digest("sha256:" + String.valueOf(digest).repeat(64)),
                new Manifest(List.of(), Map.of(), "/", "0", Map.of(), Optional.empty()));
        List<Task> tasks = completions.keySet().stream().sorted().map(RunnerTest::task).toList();
        Map<String, List<Prediction>> predictions = new HashMap<>();
        completions.forEach((id, text) -> predictions.put(id, List.of(new Prediction(id, "m", 0, text))));
        var info = new RunInfo("r", "s",
                List.of(new RunRecord.Part("p", "human-eval", "f", true, Optional.of("human-eval"))), tasks.size(),
                tasks.size(), "1");
        return Plan.of(info, JsonNodeFactory.instance.objectNode(),
                new Plan.Inputs(tasks, predictions, _ -> evaluation, Origins.of(Map.of("host", snapshot)), Map.of(),
                        false, 0));
    }

    private static Task task(String id) {
        return new Task(id, "p", "host", JsonNodeFactory.instance.objectNode()
                .put("task_id", id)
                .put("prompt", "def f():\n")
                .put("entry_point", "f")
                .put("canonical_solution", "    return 1\n")
                .put("test", "def check(candidate):\n    assert candidate() == 1\n"));
    }

    private final class Quiet implements Progress {
        @Override
        public void begins(int total, int before) {}

        @Override
        public void started(Job job) {}

        @Override
        public void finished(Entry.Finished result) {}

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void close() {}
    }

    /// A machine on which no sandbox can be made. If asked to, it blocks its workers until they are interrupted.
    private static class BrokenRuntime implements SandboxRuntime {

        private final CountDownLatch hold;
        private final CountDownLatch reached = new CountDownLatch(2);
        private int forks;

        BrokenRuntime(CountDownLatch hold) {
            this.hold = hold;
        }

        @Override
        public Sandbox fork(Snapshot snapshot, ForkOptions options) throws IOException {
            synchronized (this) {
                forks++;
            }
            reached.countDown();
            try {
                hold.await();
            } catch (InterruptedException stopped) {
                throw new IOException("interrupted", stopped);
            }
            throw new IOException("no room for a sandbox");
        }

        @Override
        public Snapshot freeze(Sandbox sandbox, FreezeRequest request) throws IOException {
            throw new IOException("nothing to freeze");
        }

        @Override
        public Optional<Sandbox> open(String id) {
            return Optional.empty();
        }

        @Override
        public List<String> list() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
