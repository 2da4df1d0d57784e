package dev.frostbench.suites.dataset;

import dev.frostbench.documents.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All rows that [Rows] reads from a file, in memory.
public record AllRows(List<Row> rows, List<Problem> problems) {

    public static AllRows read(Path path, String idField) {
        var rows = new ArrayList<Row>();
        List<Problem> problems = Rows.each(path, idField, rows::add);
        return new AllRows(rows, problems);
    }
}
