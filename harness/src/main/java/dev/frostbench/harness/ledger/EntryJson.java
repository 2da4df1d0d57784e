package dev.frostbench.harness.ledger;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.SampleRow;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of a ledger's entries.
final class EntryJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static final String BEGAN = "began";
    static final String ENDED = "ended";

    private final Outputs outputs;

    EntryJson(Outputs outputs) {
        this.outputs = outputs;
    }

    byte[] bytes(Entry entry) throws IOException {
        return JsonMapper.shared().writeValueAsBytes(tree(entry));
    }

    Entry read(byte[] bytes) throws IOException {
        JsonNode tree = JsonMapper.shared().readTree(bytes);
        String kind = tree.required("entry").asString();
        return switch (kind) {
            case BEGAN -> new Entry.Began(Instant.parse(tree.required("at").asString()), SittingJson.command(tree),
                    SittingJson.machine(tree), SittingJson.share(tree));
            case ENDED -> new Entry.Ended(Instant.parse(tree.required("at").asString()));
            case "started" -> new Entry.Started(info(tree.required("info")), (ObjectNode) tree.required("made_from"));
            case "planned" -> planned(tree);
            case "plan_ended" -> new Entry.PlanEnded(tree.required("digest").asString());
            case "finished" -> new Entry.Finished(tree.required("task").asString(), tree.required("sample").asInt(),
                    tree.required("key").asString(), EvidenceJson.evidence(tree.required("evidence"), outputs),
                    GradeJson.grade(tree.required("grade")));
            default -> throw new IOException("a ledger entry of a kind this version does not know: " + kind);
        };
    }

    private ObjectNode tree(Entry entry) throws IOException {
        var tree = JSON.objectNode();
        return switch (entry) {
            case Entry.Began began ->
                SittingJson.tree(tree.put("entry", BEGAN).put("at", began.at().toString()), began);
            case Entry.Ended ended -> tree.put("entry", ENDED).put("at", ended.at().toString());
            case Entry.Started started -> tree.put("entry", "started")
                    .<ObjectNode>set("info", info(started.info()))
                    .set("made_from", started.madeFrom());
            case Entry.Planned planned -> planned(tree.put("entry", "planned"), planned);
            case Entry.PlanEnded ended -> tree.put("entry", "plan_ended").put("digest", ended.digest());
            case Entry.Finished done -> tree.put("entry", "finished")
                    .put("task", done.task())
                    .put("sample", done.sample())
                    .put("key", done.key())
                    .<ObjectNode>set("evidence", EvidenceJson.tree(done.evidence(), outputs))
                    .set("grade", GradeJson.tree(done.grade()));
        };
    }

    private static ObjectNode info(RunInfo info) {
        ArrayNode parts = JSON.arrayNode();
        info.parts().forEach(part -> parts.add(part(part)));
        return JSON.objectNode()
                .put("run_id", info.runId())
                .put("suite", info.suite())
                .put("selected", info.selected())
                .put("whole", info.whole())
                .put("grader_version", info.graderVersion())
                .set("parts", parts);
    }

    private static ObjectNode part(RunRecord.Part part) {
        ObjectNode tree = JSON.objectNode()
                .put("name", part.name())
                .put("kind", part.kind())
                .put("predictions_file", part.predictionsFile())
                .put("counts_samples", part.countsSamples());
        part.officialLayout().ifPresent(layout -> tree.put("official_layout", layout));
        return tree;
    }

    private static RunRecord.Part part(JsonNode part) {
        String kind = part.required("kind").asString();
        String name = part.required("name").asString();
        String predictions = part.required("predictions_file").asString();
        if (part.has("counts_samples"))
            return new RunRecord.Part(name, kind, predictions, part.required("counts_samples").asBoolean(),
                    Optional.ofNullable(part.get("official_layout")).map(JsonNode::asString));
        // Older ledgers have only the kind's word.
        Optional<PartKind<?>> known = Kinds.named(kind);
        return new RunRecord.Part(name, kind, predictions, known.filter(PartKind::countsSamples).isPresent(),
                known.flatMap(PartKind::officialLayout));
    }

    private static RunInfo info(JsonNode tree) {
        var parts = new ArrayList<RunRecord.Part>();
        tree.required("parts").forEach(part -> parts.add(part(part)));
        String id = tree.required("run_id").asString();
        // files are named by it, and whoever computes a checksum anew can write any id
        if (id.contains("/") || id.isBlank()) throw new IllegalArgumentException("a run is not called '" + id + "'");
        return new RunInfo(id, tree.required("suite").asString(), parts,
                tree.required("selected").asInt(), tree.required("whole").asInt(),
                tree.required("grader_version").asString());
    }

    private static ObjectNode planned(ObjectNode tree, Entry.Planned planned) {
        Task task = planned.task();
        ArrayNode samples = JSON.arrayNode();
        for (Entry.Sample sample : planned.samples()) {
            ObjectNode written = samples.addObject()
                    .put("sample", sample.prediction().sample())
                    .put("key", sample.key())
                    .put("model", sample.prediction().model())
                    .put("text", sample.prediction().text());
            sample.prediction().cost().ifPresent(cost -> written.put("cost_usd", cost));
            sample.prediction().row().ifPresent(row -> written.putObject("row")
                    .put("place", row.place()).put("field", row.field()).set("fields", row.row()));
        }
        return tree.put("id", task.id())
                .put("part", task.part())
                .put("fixture", task.fixture())
                .<ObjectNode>set("samples", samples)
                .set("row", task.row());
    }

    private static Optional<SampleRow> row(JsonNode row) {
        return row.isObject()
                ? Optional.of(SampleRow.of(row.required("place").asLong(), row.required("field").asString(),
                        (ObjectNode) row.required("fields")))
                : Optional.empty();
    }

    static OptionalDouble cost(JsonNode sample) {
        JsonNode cost = sample.path("cost_usd");
        return cost.isNumber() ? OptionalDouble.of(cost.doubleValue()) : OptionalDouble.empty();
    }

    private static Entry planned(JsonNode tree) {
        String id = tree.required("id").asString();
        var samples = new ArrayList<Entry.Sample>();
        for (JsonNode sample : tree.required("samples"))
            samples.add(new Entry.Sample(
                    new Prediction(id, sample.required("model").asString(), sample.required("sample").asInt(),
                            sample.required("text").asString(), row(sample.path("row"))).withCost(cost(sample)),
                    sample.required("key").asString()));
        return new Entry.Planned(
                new Task(id, tree.required("part").asString(), tree.required("fixture").asString(),
                        (ObjectNode) tree.required("row")),
                samples);
    }
}
