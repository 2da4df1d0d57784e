package dev.frostbench.suites.kind;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What the rows of a part's data set and of its predictions are called, and what may be wrong with them.
public interface RowRules {

    /// The field that names a task in rows and predictions.
    String idField();

    /// Fields every row must have as text, beside the id.
    List<String> textFields();

    /// The field of a prediction that is tried.
    String predictionField();

    /// The field of a row that holds its own solution; nothing if the part names none.
    Optional<String> goldField();

    /// Further fields in which tools write predictions, in the order they are looked for; see [AnswerField].
    default List<AnswerField> foreignFields() {
        return List.of();
    }

    /// Whether the official tool writes the rows of the predictions again, so that all of their fields are kept.
    default boolean rewritesRows() {
        return false;
    }

    /// What is wrong with a row that has its id and text fields.
    default List<Fault> faults(ObjectNode row) {
        return List.of();
    }

    /// What may mislead in a row that can be used. It is told, and the run goes on.
    default List<Fault> doubts(ObjectNode row) {
        return List.of();
    }

    /// Why nothing here can judge what this row's tests print, though the row is sound.
    default Optional<Fault> unreadable(ObjectNode row) {
        return Optional.empty();
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
