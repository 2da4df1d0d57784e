package dev.frostbench.suites.dataset;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a file in order: JSONL, a JSON list, a JSON object by id (each also as `.gz` or `.zst`), Parquet, or a
/// task repository.
public final class Rows {

    private Rows() {}

    /// Hands over one row at a time. Throws `BadInput` if the file itself cannot be read, and returns the problems of
    /// its lines.
    ///
    /// @param idField the field that the keys of a JSON object by id become
    public static List<Problem> each(Path path, String idField, Consumer<Row> visitor) {
        Optional<TaskRepository> repository = TaskRepository.at(path);
        if (repository.isPresent()) {
            var sink = new Sink(path.toString(), visitor);
            repository.get().read(sink);
            return sink.end("the task repository", "publishes no task");
        }
        var file = DataFile.at(path);
        var sink = new Sink(file.name(), visitor);
        switch (file.form(idField)) {
            case LINES -> JsonLines.read(file, sink);
            case TREE -> JsonTree.read(file, idField, sink);
            case PARQUET -> ParquetRows.read(file, sink);
        }
        return sink.end("the file", "has no rows");
    }

    /// Takes what a reader finds.
    static final class Sink {

        private final String file;
        private final Consumer<Row> visitor;
        private final List<Problem> problems = new ArrayList<>();
        private long rows;

        private Sink(String file, Consumer<Row> visitor) {
            this.file = file;
            this.visitor = visitor;
        }

        void row(int line, JsonNode node) {
            if (node instanceof ObjectNode object) {
                rows++;
                visitor.accept(new Row(line, object));
            } else
                problem(line, "the row", "is no JSON object", "write `{\"field\": value, …}`");
        }

        void problem(Problem problem) {
            problems.add(problem);
        }

        private List<Problem> end(String subject, String ifEmpty) {
            if (rows == 0 && problems.isEmpty())
                throw new BadInput(Problem.of(file, subject, ifEmpty, "check that it is the right file"));
            return List.copyOf(problems);
        }

        void problem(int line, String subject, String wrong, String cure) {
            problems.add(Problem.at(file, line, subject, wrong, cure));
        }
    }
}
