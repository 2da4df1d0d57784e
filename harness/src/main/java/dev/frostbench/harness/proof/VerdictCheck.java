package dev.frostbench.harness.proof;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.plan.Regrader;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.GraderVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The verdicts of a ledger, held against what the grader makes of its evidence.
final class VerdictCheck {

    private static final String LEDGER = "ledger.jsonl";

    private VerdictCheck() {}

    static Verification.Regraded of(Path folder, RecordedRun recorded, List<Finding> found) throws IOException {
        Entry.Started started = recorded.started();
        String version = started.info().graderVersion();
        if (!version.equals(GraderVersion.CURRENT))
            return new Verification.Regraded(0, Optional.of("the run was graded by version " + version
                    + ", and this Frostbench grades by version " + GraderVersion.CURRENT));
        List<Entry.Planned> tasks = recorded.plannedTasks();
        try (RecordedSuite kept = RecordedSuite.open(folder, started.madeFrom(), Optional.empty())) {
            var regrader = new Regrader(kept.suite(), started.madeFrom().path("control").asInt(0));
            regrader.findForgers(tasks, recorded);
            int checked = 0;
            for (Entry.Planned planned : tasks)
                for (Entry.Sample sample : planned.samples()) {
                    var key = new JobKey(planned.task().id(), sample.prediction().sample(), sample.key());
                    Optional<Entry.Finished> result = recorded.result(key);
                    if (result.isEmpty()) continue;
                    checked++;
                    if (isPassOfNothing(result.get())
                            || !alike(regrader.grade(planned.task(), sample.prediction(), result.get()),
                                    result.get().grade()))
                        found.add(new Finding(LEDGER, "its verdict of " + key.task() + " (" + key.sample()
                                + ") is not what the grader makes of its evidence"));
                }
            return new Verification.Regraded(checked, Optional.empty());
        } catch (BadInput missing) {
            var first = missing.problems().getFirst();
            return new Verification.Regraded(0, Optional.of(first.subject() + " " + first.wrong()));
        }
    }

    /// What was not run keeps its grade, and that is no pass.
    private static boolean isPassOfNothing(Entry.Finished result) {
        return result.grade().verdict().passed()
                && (result.evidence().observations().isEmpty() || result.evidence().trouble().isPresent());
    }

    /// Reasons are not compared: those of a run name limits that its sandbox ran into.
    private static boolean alike(Grade one, Grade other) {
        return one.verdict().equals(other.verdict()) && one.compat().equals(other.compat())
                && one.strict().equals(other.strict()) && one.tests().equals(other.tests())
                && one.measures().equals(other.measures());
    }
}
