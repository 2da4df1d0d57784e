package dev.frostbench.harness.run;

import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Digests of what was selected for a part, whatever file it was read from: one JSON document a line.
record SelectedRows(Selection selection, String part) {

    private static final ObjectWriter LINES = JsonMapper.shared().writer().withRootValueSeparator("\n");

    /// Writes `rows` and `samples`, each with its number of lines and their sha256.
    void write(ObjectNode json) {
        List<Task> tasks = selection.tasks().stream().filter(task -> task.part().equals(part)).toList();
        json.putObject("rows").put("count", tasks.size()).put("sha256",
                Sha256.hexOf(tasks, task -> lines(Stream.of(task.row()))));
        json.putObject("samples").put("count", tasks.stream().mapToInt(task -> predictions(task).size()).sum())
                .put("sha256", Sha256.hexOf(tasks, task -> lines(predictions(task).stream().map(SelectedRows::line))));
    }

    private List<Prediction> predictions(Task task) {
        return selection.predictions().getOrDefault(task.id(), List.of());
    }

    private static JsonNode line(Prediction prediction) {
        return JsonNodeFactory.instance.objectNode().put("task_id", prediction.taskId())
                .put("model", prediction.model()).put("sample", prediction.sample()).put("text", prediction.text());
    }

    private static byte[] lines(Stream<JsonNode> documents) {
        var lines = new ByteArrayOutputStream();
        try (SequenceWriter writer = LINES.writeValues(lines)) {
            documents.forEach(writer::write);
        }
        if (lines.size() > 0) lines.write('\n');
        return lines.toByteArray();
    }
}
