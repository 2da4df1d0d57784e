package dev.frostbench.harness.ledger;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.FileSeen.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of evidence. Times are in nanoseconds, sizes in bytes.
final class EvidenceJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EvidenceJson() {}

    static ObjectNode tree(Evidence evidence, Outputs outputs) throws IOException {
        ArrayNode observations = JSON.arrayNode();
        for (Observation seen : evidence.observations()) observations.add(tree(seen, outputs));
        var tree = JSON.objectNode().put("fixture", evidence.fixture());
        ArrayNode notes = JSON.arrayNode();
        evidence.notes().forEach(notes::add);
        tree.set("notes", notes);
        evidence.trouble().ifPresent(why -> tree.put("trouble", why));
        if (!evidence.files().isEmpty()) {
            ArrayNode files = tree.putArray("files");
            for (FileSeen seen : evidence.files()) files.add(tree(seen, outputs));
        }
        return tree.set("observations", observations);
    }

    static Evidence evidence(JsonNode tree, Outputs outputs) throws IOException {
        var observations = new ArrayList<Observation>();
        for (JsonNode seen : tree.required("observations")) observations.add(observation(seen, outputs));
        var notes = new ArrayList<String>();
        tree.path("notes").forEach(note -> notes.add(note.asString()));
        var files = new ArrayList<FileSeen>();
        for (JsonNode seen : tree.path("files")) files.add(file(seen, outputs));
        return new Evidence(tree.required("fixture").asString(), notes, observations, files,
                tree.has("trouble") ? Optional.of(tree.required("trouble").asString()) : Optional.empty());
    }

    private static ObjectNode tree(FileSeen seen, Outputs outputs) throws IOException {
        var tree = JSON.objectNode().put("pass", seen.pass()).put("step", seen.step()).put("path", seen.path());
        return switch (seen.content()) {
            case Content.Kept kept -> tree.<ObjectNode>set("content", outputs.store(kept.bytes()))
                    .put("dropped", kept.droppedBytes());
            case Content.Absent(String why) -> tree.put("absent", why);
        };
    }

    private static FileSeen file(JsonNode tree, Outputs outputs) throws IOException {
        Content content = tree.has("absent") ? new Content.Absent(tree.required("absent").asString())
                : new Content.Kept(outputs.load(tree.required("content")), tree.required("dropped").asLong());
        return new FileSeen(tree.required("pass").asString(), tree.required("step").asString(),
                tree.required("path").asString(), content);
    }

    private static ObjectNode tree(Observation seen, Outputs outputs) throws IOException {
        ArrayNode limits = JSON.arrayNode();
        seen.limitsHit().forEach(limits::add);
        ObjectNode tree = JSON.objectNode()
                .put("pass", seen.pass())
                .put("step", seen.step())
                .<ObjectNode>set("ran", outputs.store(seen.ran().getBytes(StandardCharsets.UTF_8)))
                .put("alternative", seen.alternative())
                .<ObjectNode>set("ending", tree(seen.ending()))
                .<ObjectNode>set("output", outputs.store(seen.output()))
                .put("dropped", seen.droppedBytes())
                .put("wall", seen.wall().toNanos())
                .put("cpu", seen.cpu().toNanos())
                .put("peak_memory", seen.peakMemoryBytes())
                .put("load", seen.loadAverage())
                .set("limits_hit", limits);
        return seen.waited().isZero() ? tree : tree.put("waited", seen.waited().toNanos());
    }

    private static Observation observation(JsonNode tree, Outputs outputs) throws IOException {
        var limits = new LinkedHashSet<String>();
        tree.required("limits_hit").forEach(limit -> limits.add(limit.asString()));
        return new Observation(tree.required("pass").asString(), tree.required("step").asString(),
                new String(outputs.load(tree.required("ran")), StandardCharsets.UTF_8),
                tree.required("alternative").asInt(), ending(tree.required("ending")),
                outputs.load(tree.required("output")), tree.required("dropped").asLong(),
                Duration.ofNanos(tree.required("wall").asLong()), Duration.ofNanos(tree.path("waited").asLong(0)),
                Duration.ofNanos(tree.required("cpu").asLong()), tree.required("peak_memory").asLong(), limits,
                tree.required("load").asDouble());
    }

    private static ObjectNode tree(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> JSON.objectNode().put("exited", code);
            case Ending.Signaled(int signal) -> JSON.objectNode().put("signaled", signal);
            case Ending.TimedOut(Duration limit) -> JSON.objectNode().put("timed_out", limit.toNanos());
        };
    }

    private static Ending ending(JsonNode tree) {
        if (tree.has("exited")) return new Ending.Exited(tree.required("exited").asInt());
        if (tree.has("signaled")) return new Ending.Signaled(tree.required("signaled").asInt());
        return new Ending.TimedOut(Duration.ofNanos(tree.required("timed_out").asLong()));
    }
}
