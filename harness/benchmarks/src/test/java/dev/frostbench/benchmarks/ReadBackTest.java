package dev.frostbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.execute.Runner;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// Files that steps read back from a real sandbox, through the runner and the ledger into the record of the run.
@Tag("sandbox")
class ReadBackTest {

    private static final String MADE = """
            import os
            os.mkdir("/out")
            open("/out/reward", "w").write("0.5\\n")
            open("/out/long", "wb").write(b"0123456789" * 10)
            open("/out/sparse", "wb").truncate(1 << 30)
            os.mkdir("/out/folder")
            os.mkfifo("/out/pipe")
            os.symlink("/out/reward", "/out/link")
            os.symlink("/etc/nowhere", "/out/dangling")
            """;

    @TempDir
    Path folder;

    @Test
    void theEvidenceHoldsWhatEachStepFound() throws Exception {
        List<FileSeen> files = run();
        assertThat(files).extracting(FileSeen::step).containsExactly("reward", "long", "sparse", "folder", "pipe",
                "link", "dangling", "none", "below");
        assertThat(files.get(0)).isEqualTo(new FileSeen("main", "reward", "/out/reward", kept("0.5\n", 0)));
        assertThat(files.get(1).content()).as("cut, and told").isEqualTo(kept("01234567890123456789", 80));
        assertThat(files.get(2).content()).isEqualTo(kept("\0".repeat(20), (1L << 30) - 20));
        assertThat(files.get(3).content()).isEqualTo(new Content.Absent("/out/folder is no regular file"));
        assertThat(files.get(4).content()).isEqualTo(new Content.Absent("/out/pipe is no regular file"));
        assertThat(files.get(5).content()).isEqualTo(kept("0.5\n", 0));
        assertThat(files.get(6).content()).isInstanceOf(Content.Absent.class);
        assertThat(files.get(7).content()).isEqualTo(new Content.Absent("there is no /out/none"));
        assertThat(files.get(8).content()).isEqualTo(new Content.Absent("/out/reward is no folder"));
    }

    private static Content kept(String text, long dropped) {
        return new Content.Kept(text.getBytes(StandardCharsets.UTF_8), dropped);
    }

    private List<FileSeen> run() throws Exception {
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            Snapshot snapshot = snapshots.plain();
            Path out = Files.createDirectory(folder.resolve("run"));
            var task = new Task("t", "p", "plain", JsonNodeFactory.instance.objectNode());
            var info = new RunInfo("r", "s", List.of(new RunRecord.Part("p", "made", "f", false, Optional.empty())), 1,
                    1, "1");
            Plan plan = Plan.of(info, JsonNodeFactory.instance.objectNode(),
                    new Plan.Inputs(List.of(task), Map.of("t", List.of(new Prediction("t", "m", 0, MADE))),
                            _ -> new Reading(BenchSnapshots.python(snapshot)), Origins.of(Map.of("plain", snapshot)),
                            Map.of(),
                            false, 0));
            try (Ledger ledger = Ledger.open(out, RecordedRun.read(out))) {
                for (Entry entry : plan.entries()) ledger.append(entry, () -> {});
                new Runner(new LocalExecutor(snapshots.runtime(), 1), ledger, new Quiet()).run(plan.jobs());
            }
            List<FileSeen> files = new ArrayList<>();
            RecordedRun.read(out).record().results().forEach(result -> {
                assertThat(result.evidence().trouble()).isEmpty();
                assertThat(result.grade().measures()).containsEntry("files", 9.0);
                files.addAll(result.evidence().files());
            });
            return files;
        }
    }

    /// Runs the prediction as a program of Python's and reads back what it may have made.
    private record Reading(String python) implements Evaluation {

        @Override
        public Optional<String> gold(Task task) {
            return Optional.empty();
        }

        @Override
        public Procedure procedure(Task task, Prediction prediction) {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step.Run("make", new Invocation(List.of(python, "-c", prediction.text()), Map.of(), "/",
                    new byte[0], Duration.ofMinutes(1))));
            for (String name : List.of("reward", "long", "sparse", "folder", "pipe", "link", "dangling", "none"))
                steps.add(new Step.Read(name, "/out/" + name, 20));
            steps.add(new Step.Read("below", "/out/reward/below", 20));
            return Procedure.of(new ProcedureLimits(1 << 28, 64, 1, 4L << 30, 1 << 20), steps.toArray(Step[]::new));
        }

        @Override
        public Grade grade(Task task, Prediction prediction, Evidence evidence) {
            var verdict = new Verdict.Resolved();
            return new Grade(verdict, verdict, verdict, "made", List.of())
                    .with(Map.of("files", (double) evidence.files().size()));
        }
    }

    private record Quiet() implements Progress {

        @Override
        public void begins(int total, int before) {}

        @Override
        public void started(Job job) {}

        @Override
        public void finished(Entry.Finished result) {}

        @Override
        public void note(String line) {}

        @Override
        public void close() {}
    }
}
