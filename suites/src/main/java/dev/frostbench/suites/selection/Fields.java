package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.kind.PartKind;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Looks for the fields that rows of one file must have, and says which are not there.
record Fields(String file, ProblemList problems) {

    /// Whether the row says which task it is of; a row of another kind is told as such.
    boolean id(Row row, PartKind kind) {
        var value = row.fields().get(kind.idField());
        if (value == null && NearField.of(kind.idField(), row.fields()).isEmpty()) {
            var like = SuiteFile.KINDS.stream().filter(other -> !other.word().equals(kind.word()))
                    .filter(other -> isOf(other, row.fields()) && !isOf(kind, row.fields())).findFirst();
            if (like.isPresent()) {
                problems.add(Problem.at(file, row.line(), "'" + kind.idField() + "'", "is missing",
                        "this looks like a file for kind '" + like.get().word() + "', and the suite is of kind '"
                                + kind.word() + "'"));
                return false;
            }
        }
        if (value != null && value.isString() && value.stringValue().isBlank()) {
            problems.add(Problem.at(file, row.line(), "'" + kind.idField() + "'", "is empty", "name the task"));
            return false;
        }
        return text(row, kind.idField());
    }

    /// Whether a row has the fields of a kind's tasks or predictions, beside an id of its name.
    private static boolean isOf(PartKind kind, ObjectNode row) {
        Stream<String> others = Stream.concat(kind.textFields().stream(), Stream.of(kind.predictionField()));
        return row.has(kind.idField()) && others.anyMatch(row::has);
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

    /// Says that a field is missing, and by which name the row may have it.
    ///
    /// @param otherwise what to do where no field of the row has a name like it
    void missing(Row row, String field, String otherwise) {
        problems.add(Problem.at(file, row.line(), "'" + field + "'", "is missing",
                NearField.cure(field, row.fields()).orElse(otherwise)));
    }
}
