package dev.frostbench.reports.submission;

import dev.frostbench.documents.Problem;
import dev.frostbench.reports.official.FolderName;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.Sitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Logs of inspect (`inspect_ai`), one for each part and model: `<run>_<part>_<model>.eval`, a zip with `header.json`,
/// `summaries.json` and a JSON document for each sample. A sample's score is `C` or `I` by the verdict that counts.
public record InspectLog(RunRecord run) implements Submission {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCORER = "frostbench";
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final int SHORT = 1000;

    @Override
    public List<Problem> violations(Path out) {
        return List.of(); // inspect takes every run
    }

    @Override
    public void write(Path folder) throws IOException {
        for (Part part : run.info().parts()) {
            Answered answered = Answered.of(run, part);
            for (String model : answered.models()) {
                String name = String.join("_", run.info().runId(), part.name(), model);
                write(folder.resolve(FolderName.of(name + ".eval")), part, model,
                        answered.given().filter(result -> result.model().equals(model)).toList());
            }
        }
    }

    private void write(Path file, Part part, String model, List<Result> results) throws IOException {
        ObjectNode spec = spec(part, model, results);
        ObjectNode plan = JSON.objectNode().put("name", "plan");
        plan.putArray("steps");
        plan.putObject("config");
        ArrayNode summaries = JSON.arrayNode();
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "_journal/start.json", JSON.objectNode().put("version", 2).<ObjectNode>set("eval", spec)
                    .set("plan", plan));
            for (Result result : results) {
                add(zip, "samples/" + result.task().id() + "_epoch_" + (result.sample() + 1) + ".json",
                        sample(result));
                summaries.add(summary(result));
            }
            add(zip, "summaries.json", summaries);
            ObjectNode header = JSON.objectNode().put("version", 2).put("status", "success");
            header.set("eval", spec);
            header.set("plan", plan);
            header.set("results", results(results));
            header.set("stats", stats());
            add(zip, "header.json", header);
        }
    }

    private ObjectNode spec(Part part, String model, List<Result> results) {
        String began = run.circumstances().sittings().stream().findFirst().map(Sitting::began)
                .map(Object::toString).orElse("1970-01-01T00:00:00Z");
        ObjectNode spec = JSON.objectNode().put("eval_id", run.info().runId()).put("run_id", run.info().runId())
                .put("created", began).put("task", run.info().suite() + "/" + part.name())
                .put("task_id", run.info().suite() + "/" + part.name()).put("task_version", 0)
                .put("model", model.isEmpty() ? "unknown" : model);
        List<String> ids = results.stream().map(result -> result.task().id()).distinct().toList();
        ArrayNode sampleIds = spec.putObject("dataset").put("name", part.name()).put("samples", ids.size())
                .putArray("sample_ids");
        ids.forEach(sampleIds::add);
        spec.putObject("config").put("epochs", results.stream().mapToInt(Result::sample).max().orElse(0) + 1);
        spec.putObject("packages").put("frostbench",
                run.circumstances().madeFrom().path("frostbench").asString("unknown"));
        spec.set("metadata", run.circumstances().madeFrom());
        return spec;
    }

    /// The accuracy is over what was answered, as in inspect: it knows no task without a sample.
    private static ObjectNode results(List<Result> results) {
        ObjectNode json = JSON.objectNode().put("total_samples", results.size()).put("completed_samples",
                results.size());
        long passed = results.stream().filter(result -> result.grade().verdict().passed()).count();
        ObjectNode score = json.putArray("scores").addObject().put("name", SCORER).put("scorer", SCORER);
        score.putObject("params");
        score.putObject("metrics").putObject("accuracy").put("name", "accuracy")
                .put("value", results.isEmpty() ? 0 : (double) passed / results.size()).putObject("params");
        return json;
    }

    private ObjectNode stats() {
        ObjectNode stats = JSON.objectNode();
        List<Sitting> sittings = run.circumstances().sittings();
        if (!sittings.isEmpty()) {
            stats.put("started_at", sittings.getFirst().began().toString());
            sittings.getLast().ended().ifPresent(ended -> stats.put("completed_at", ended.toString()));
        }
        stats.putObject("model_usage");
        return stats;
    }

    private static ObjectNode sample(Result result) {
        ObjectNode sample = begun(result, Integer.MAX_VALUE);
        String answer = result.prediction().orElseThrow().text();
        var messages = sample.putArray("messages");
        messages.addObject().put("role", "user").put("content", input(result));
        ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", answer);
        messages.add(message);
        sample.putObject("output").put("model", result.model()).putArray("choices").addObject()
                .<ObjectNode>set("message", message.deepCopy()).put("stop_reason", "stop");
        sample.set("scores", scores(result));
        sample.putObject("metadata").put("part", result.task().part()).put("fixture", result.evidence().fixture());
        sample.putObject("store");
        sample.putArray("events");
        sample.putObject("model_usage");
        return sample;
    }

    private static ObjectNode summary(Result result) {
        ObjectNode summary = begun(result, SHORT);
        summary.set("scores", scores(result));
        summary.putObject("metadata");
        summary.putObject("model_usage");
        return summary.put("completed", true);
    }

    private static ObjectNode begun(Result result, int longest) {
        String input = input(result);
        return JSON.objectNode().put("id", result.task().id()).put("epoch", result.sample() + 1)
                .put("input", input.length() > longest ? input.substring(0, longest) : input).put("target", "");
    }

    private static ObjectNode scores(Result result) {
        ObjectNode scores = JSON.objectNode();
        ObjectNode score = scores.putObject(SCORER).put("value", result.grade().verdict().passed() ? "C" : "I")
                .put("answer", result.prediction().orElseThrow().text()).put("explanation", result.grade().why());
        score.putObject("metadata").put("verdict", result.grade().verdict().word())
                .put("compat", result.grade().compat().word()).put("strict", result.grade().strict().word());
        return scores;
    }

    private static String input(Result result) {
        List<String> texts = new ArrayList<>();
        Stream.of("problem_statement", "prompt").map(field -> result.task().row().path(field).asString(""))
                .filter(text -> !text.isEmpty()).forEach(texts::add);
        return texts.isEmpty() ? result.task().row().toString() : texts.getFirst();
    }

    private static void add(ZipOutputStream zip, String name, JsonNode json) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(JsonMapper.shared().writeValueAsBytes(json));
        zip.closeEntry();
    }
}
