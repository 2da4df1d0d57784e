package dev.frostbench.harness.plan;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives recorded evidence the verdict of this version.
///
/// 1. What the machine failed at, and a prediction that was not run, keeps its grade.
/// 2. A pass is `unproved` if this version asks for a pass over the tests that was not made: nothing shows what it
///    would have said.
/// 3. A model of which this version finds a forgery has its other results looked at as deeply as such a model's are.
public final class Regrader {

    private final Suite suite;
    private final int depth;
    private final Set<String> forgers = new HashSet<>();

    /// @param depth of the controls that the run had
    public Regrader(Suite suite, int depth) {
        this.suite = suite;
        this.depth = depth;
    }

    /// Finds the models with a forged result, before any other result is graded.
    public void findForgers(List<Entry.Planned> tasks, RecordedRun recorded) throws IOException {
        if (depth == 0) return;
        for (Entry.Planned planned : tasks)
            for (Entry.Sample sample : planned.samples()) {
                Optional<Entry.Finished> result = recorded
                        .result(new JobKey(planned.task().id(), sample.prediction().sample(), sample.key()));
                if (result.isPresent() && grade(planned.task(), sample.prediction(), result.get())
                        .verdict() instanceof Verdict.Tampered)
                    forgers.add(sample.prediction().model());
            }
    }

    public Grade grade(Task task, Prediction prediction, Entry.Finished result) {
        if (result.evidence().trouble().isPresent() || result.evidence().observations().isEmpty())
            return result.grade();
        Evaluation evaluation = suite.part(task).evaluation();
        Grade grade = evaluation.grade(task, prediction, result.evidence());
        if (!grade.verdict().passed()) return grade;
        List<String> lacking = evaluation.lacks(task, prediction,
                forgers.contains(prediction.model()) ? Math.max(depth, Controls.OF_A_FORGER) : depth,
                result.evidence());
        if (lacking.isEmpty()) return grade;
        var unproved = new Verdict.Unproved();
        return new Grade(unproved, grade.compat(), unproved,
                "the run has no pass '" + lacking.getFirst() + "', which this version asks for: run it again",
                grade.tests(), grade.measures());
    }
}
