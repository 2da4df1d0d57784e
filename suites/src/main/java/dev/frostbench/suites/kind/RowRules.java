package dev.frostbench.suites.kind;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The names of the fields in a part's rows and predictions, and the checks on their content.
public interface RowRules {

    /// The field that names a task in rows and predictions.
    String idField();

    /// The fields that every row must have as text, beside the id.
    List<String> textFields();

    /// The field of a prediction whose text is tried.
    String predictionField();

    /// The field of a row that holds its own solution; empty if the part names none.
    Optional<String> goldField();

    /// More fields in which tools write predictions, in the order in which they are searched; see [AnswerField].
    default List<AnswerField> foreignFields() {
        return List.of();
    }

    /// Whether the official tool copies the rows of the predictions to its output, so that all of their fields are
    /// kept.
    default boolean rewritesRows() {
        return false;
    }

    /// What is wrong with a row that has its id and text fields.
    default List<Fault> faults(ObjectNode row) {
        return List.of();
    }

    /// What may mislead in a usable row. It is reported, and the run goes on.
    default List<Fault> doubts(ObjectNode row) {
        return List.of();
    }

    /// Why no parser can judge this row's tests, although the row is sound.
    default Optional<Fault> unreadable(ObjectNode row) {
        return Optional.empty();
    }

    /// Why an answer cannot be tried as it is.
    default Optional<Fault> fault(String answer) {
        return LoneSurrogate.fault(answer);
    }

    /// What may mislead in the answer to a row.
    default List<Fault> doubts(ObjectNode row, String answer) {
        return List.of();
    }

    /// @param subject a field, e.g. `'FAIL_TO_PASS'`
    record Fault(String subject, String wrong, String cure) {}
}
