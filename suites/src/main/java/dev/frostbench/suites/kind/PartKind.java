package dev.frostbench.suites.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A kind of benchmark a part can be: what its rows and predictions are called, and what it means.
public interface PartKind {

    /// The word in a suite file, e.g. `human-eval`.
    String word();

    /// The field that names a task in rows and predictions.
    String idField();

    /// Fields every row must have as text, beside the id.
    List<String> textFields();

    /// The field of a prediction that is tried.
    String predictionField();

    /// Whether a task may have several predictions of one model.
    boolean countsSamples();

    /// Whether the official tool writes the rows of the predictions again, so that all of their fields are kept.
    default boolean rewritesRows() {
        return false;
    }

    Benchmark open(PartSettings settings);

    /// How long one command may take where the suite does not say.
    Duration standardTimeout();

    /// Keys of a part in the suite file that only this kind knows.
    List<String> keys();

    /// The kind as one part uses it, where the part itself says what its fields are called.
    default PartKind of(PartSettings settings) {
        return this;
    }

    /// What is wrong with a row that has its id and text fields.
    default List<Fault> faults(ObjectNode row) {
        return List.of();
    }

    /// What may mislead in a row that can be used; told, and the run goes on.
    default List<Fault> doubts(ObjectNode row) {
        return List.of();
    }

    /// Why nothing here can judge what this row's tests print, though the row is sound.
    default Optional<Fault> unreadable(ObjectNode row) {
        return Optional.empty();
    }

    /// The field of a row that holds its own solution; nothing where the part names none.
    Optional<String> goldField();

    /// Further fields in which tools write predictions, in the order they are looked for; see [AnswerField].
    default List<AnswerField> foreignFields() {
        return List.of();
    }

    /// What makes an answer one that cannot be tried as it is.
    default Optional<Fault> fault(String answer) {
        return LoneSurrogate.fault(answer);
    }

    /// What may mislead in an answer to a row.
    default List<Fault> doubts(ObjectNode row, String answer) {
        return List.of();
    }

    /// @param subject a field, e.g. `'FAIL_TO_PASS'`
    record Fault(String subject, String wrong, String cure) {}
}
