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

/// Finds the logs that the official tool of a kind, or one of our runs, recorded.
public interface RecordedLogs {

    /// @param root a folder with logs at any depth
    /// @param knownIds ids of the tasks that may have logs
    Found find(Path root, Collection<String> knownIds) throws IOException;

    /// @param logs in the order of their paths; logs of one task and model are samples 0, 1, …
    /// @param unknown paths with a log of a task that is not among the known
    record Found(List<Recorded> logs, List<Path> unknown) {

        public Found {
            logs = List.copyOf(logs);
            unknown = List.copyOf(unknown);
        }
    }

    /// The recorded log of one task.
    ///
    /// @param scored the two scores that our own log has if the official files lack them
    record Recorded(Path where, Prediction prediction, Evidence evidence, Optional<Scored> scored) {

        /// A log may pass officially although the run did not pass: the official files lack the reason. So it does not
        /// pass now either.
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

    /// A score from our own log.
    record Scored(Verdict verdict, Verdict strict, String why) {}
}
