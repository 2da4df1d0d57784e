package dev.frostbench.suites.kind;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A kind of benchmark that a part of a suite can be. This is the one place to add a kind: it names everything that
/// belongs to it. Kinds are found by [java.util.ServiceLoader], so a kind may also be in another jar.
///
/// @param <S> the keys of a part that only this kind knows; [NoSettings] if there are none
public interface PartKind<S extends Record> {

    /// The word in a suite file, e.g. `human-eval`.
    String word();

    /// The record that the kind's own keys are read into, from the same mapping as the keys of every part.
    Class<S> settings();

    /// Problems of the settings that no type can express.
    ///
    /// @param part the mapping with the settings
    default List<Problem> problems(S settings, YamlMapping part) {
        return List.of();
    }

    /// How long one command may take if the suite does not name a timeout.
    Duration standardTimeout();

    /// The fields of rows of data sets and predictions, if a part does not change them.
    RowRules rows();

    /// These fields with a part's settings.
    default RowRules rows(S settings) {
        return rows();
    }

    /// The meaning of a part: how a prediction is tried, and what the evidence proves.
    Evaluation open(PartSettings<S> settings);

    /// Whether a task may have several predictions of one model, so that pass@k is counted.
    boolean countsSamples();

    /// Whether the fixtures belong to the benchmark, so that the suite's author does not add packages to them.
    default boolean bringsFixtures() {
        return false;
    }

    /// Whether a service may run beside its tasks.
    default boolean takesService() {
        return true;
    }

    /// What people read of a result; empty if the answer, the files that steps read back and the output are best.
    ///
    /// @param prediction empty if there is none for the task
    default Optional<Showing> showing(Task task, Optional<Prediction> prediction, Evidence evidence, Grade grade) {
        return Optional.empty();
    }

    /// The name of the official tool's layout, for reports in its form; empty if there is no such tool.
    default Optional<String> officialLayout() {
        return Optional.empty();
    }

    /// Reads logs recorded by the official tool, to grade them without a sandbox.
    default Optional<RecordedLogs> recordedLogs() {
        return Optional.empty();
    }
}
