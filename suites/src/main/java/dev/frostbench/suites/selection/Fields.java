package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.kind.RowRules;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Checks the fields that rows of one file must have, and reports missing ones.
record Fields(String file, ProblemList problems) {

    /// Whether the row names its task. A row of another kind is reported as that.
    boolean id(Row row, Part part) {
        String id = part.rows().idField();
        var value = row.fields().get(id);
        if (value == null && NearField.of(id, row.fields()).isEmpty()) {
            var like = Kinds.all().stream().filter(other -> !other.word().equals(part.kind().word()))
                    .filter(other -> isOf(other.rows(), row.fields()) && !isOf(part.rows(), row.fields())).findFirst();
            if (like.isPresent()) {
                problems.add(Problem.at(file, row.line(), "'" + id + "'", "is missing",
                        "this looks like a file for kind '" + like.get().word() + "', and the suite is of kind '"
                                + part.kind().word() + "'"));
                return false;
            }
        }
        if (value != null && value.isString() && value.stringValue().isBlank()) {
            problems.add(Problem.at(file, row.line(), "'" + id + "'", "is empty", "name the task"));
            return false;
        }
        return text(row, id);
    }

    /// Whether a row has the id of a kind's tasks or predictions, and one more of their fields.
    private static boolean isOf(RowRules rows, ObjectNode row) {
        Stream<String> others = Stream.concat(rows.textFields().stream(), Stream.of(rows.predictionField()));
        return row.has(rows.idField()) && others.anyMatch(row::has);
    }

    boolean text(Row row, String field) {
        var value = row.fields().get(field);
        if (value != null && value.isString()) return true;
        if (value == null) missing(row, field, "write it as a string");
        else
            problems.add(Problem.at(file, row.line(), "'" + field + "'", "is " + (value.isNull() ? "null" : "not text"),
                    "write it as a string"));
        return false;
    }

    /// Reports that a field is missing, and the name under which the row may have it.
    ///
    /// @param otherwise what to do if no field of the row has a similar name
    void missing(Row row, String field, String otherwise) {
        problems.add(Problem.at(file, row.line(), "'" + field + "'", "is missing",
                NearField.cure(field, row.fields()).orElse(otherwise)));
    }
}
