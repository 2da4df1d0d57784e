package dev.frostbench.harness.run;

import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Digests of what was selected for a part, whatever file it was read from: one JSON document a line.
record SelectedRows(Selection selection, String part) {

    /// Writes `rows` and `samples`, each with its number of lines and their sha256.
    void write(ObjectNode json) {
        MessageDigest rows = Sha256.begun();
        MessageDigest samples = Sha256.begun();
        int rowCount = 0;
        int sampleCount = 0;
        for (Task task : selection.tasks()) {
            if (!task.part().equals(part)) continue;
            add(rows, task.row());
            rowCount++;
            for (Prediction prediction : selection.predictions().getOrDefault(task.id(), List.of())) {
                add(samples, line(prediction));
                sampleCount++;
            }
        }
        json.putObject("rows").put("count", rowCount).put("sha256", Sha256.hex(rows));
        json.putObject("samples").put("count", sampleCount).put("sha256", Sha256.hex(samples));
    }

    private static JsonNode line(Prediction prediction) {
        return JsonNodeFactory.instance.objectNode().put("task_id", prediction.taskId())
                .put("model", prediction.model()).put("sample", prediction.sample()).put("text", prediction.text());
    }

    private static void add(MessageDigest sha256, JsonNode line) {
        sha256.update(JsonMapper.shared().writeValueAsBytes(line));
        sha256.update("\n".getBytes(StandardCharsets.UTF_8));
    }
}
