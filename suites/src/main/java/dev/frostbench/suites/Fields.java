package dev.frostbench.suites;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;

/// Looks for the fields that rows of one file must have, and says which are not there.
record Fields(String file, ProblemList problems) {

    /// Whether the row says which task it is of; a row of another kind is told as such.
    boolean id(Row row, PartKind kind) {
        var value = row.fields().get(kind.idField());
        if (value == null) {
            var like = SuiteFile.KINDS.stream().filter(other -> !other.word().equals(kind.word()))
                    .filter(other -> row.fields().has(other.idField())).findFirst();
            if (like.isPresent()) {
                problems.add(Problem.at(file, row.line(), "'" + kind.idField() + "'", "is missing",
                        "this looks like a file for kind '" + like.get().word() + "', and the suite is of kind '" + kind.word() + "'"));
                return false;
            }
        }
        if (value != null && value.isString() && value.stringValue().isBlank()) {
            problems.add(Problem.at(file, row.line(), "'" + kind.idField() + "'", "is empty", "name the task"));
            return false;
        }
        return text(row, kind.idField());
    }

    boolean text(Row row, String field) {
        var value = row.fields().get(field);
        if (value != null && value.isString()) return true;
        problems.add(Problem.at(file, row.line(), "'" + field + "'", value == null ? "is missing" : "is not text",
                "write it as a string"));
        return false;
    }
}
