package dev.frostbench.suites.kind;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds what the official tool of a kind, or a run of ours, recorded.
public interface RecordedLogs {

    /// @param root a folder with logs at any depth
    /// @param knownIds ids of the tasks that logs may be of
    Found find(Path root, Collection<String> knownIds) throws IOException;

    /// @param logs in the order of their paths; equal tasks of one model are samples 0, 1, …
    /// @param unknown what holds a log of a task that is not among the known
    record Found(List<Recorded> logs, List<Path> unknown) {

        public Found {
            logs = List.copyOf(logs);
            unknown = List.copyOf(unknown);
        }
    }

    /// What was recorded of one task.
    ///
    /// @param scored if our own log tells a score that the official files do not: that score and the strict one
    record Recorded(Path where, Prediction prediction, Evidence evidence, Optional<Scored> scored) {

        /// A log that passes officially and did not pass when it was made does not pass now: what spoke against it is
        /// not in the official files.
        public Grade grade(Evaluation evaluation, Task task) {
            if (prediction.isEmpty() && evidence.observations().isEmpty() && evidence.trouble().isEmpty()) {
                var empty = new Verdict.Empty();
                return new Grade(empty, empty, empty, "the prediction is empty, so there is nothing to run", List.of());
            }
            Grade grade = evaluation.grade(task, prediction, evidence);
            if (scored.isEmpty() || !grade.verdict().passed()) return grade;
            return new Grade(scored.get().verdict(), grade.compat(), scored.get().strict(), scored.get().why(),
                    grade.tests(), grade.measures());
        }
    }

    /// A score that our own log tells.
    record Scored(Verdict verdict, Verdict strict, String why) {}
}
