package dev.frostbench.reports.search;

import dev.frostbench.reports.search.SearchRecord.Row;
import dev.frostbench.reports.search.SearchRecord.State;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `tree.json`: every field is always there, and null if it does not apply. It holds no times and nothing that commands
/// printed, so equal searches give equal bytes. Only ASCII: a byte of a path that is not UTF-8 is the escape of its
/// lone surrogate, as in Python.
public final class SearchJson {

    public static final String FORMAT = "frostbench-search-1";

    private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SearchJson() {}

    public static String write(SearchRecord search) {
        ObjectNode json = ASCII.createObjectNode().put("format", FORMAT).put("name", search.name())
                .put("from", search.from()).put("strategy", search.strategy()).put("depth", search.depth());
        number(json, "goal", search.goal());
        json.put("end", search.end().isEmpty() ? null : search.end())
                .put("trouble", search.trouble().isEmpty() ? null : search.trouble())
                .put("sandboxes", search.sandboxes());
        number(json, "best", search.best());
        ArrayNode nodes = json.putArray("nodes");
        for (Row row : search.rows()) nodes.add(node(row));
        return ASCII.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /// What search documents hold, in one line.
    public static String line(JsonNode json) {
        return ASCII.writeValueAsString(json);
    }

    /// One of the `nodes`.
    public static ObjectNode node(Row row) {
        ObjectNode json = ASCII.createObjectNode();
        json.put("id", row.id()).put("depth", row.depth());
        json.put("parent", row.by().map(SearchRecord.By::parent).orElse(null));
        json.put("candidate", row.by().map(SearchRecord.By::candidate).orElse(null));
        json.put("run", row.by().map(SearchRecord.By::run).orElse(null));
        json.put("standing", row.standing());
        number(json, "score", row.score());
        number(json, "same_as", row.same());
        json.put("reason", row.reason().isEmpty() ? null : row.reason());
        json.put("content", row.state().map(State::content).orElse(null));
        json.put("bytes", row.state().map(State::bytes).orElse(null));
        json.put("snapshot", row.state().map(State::snapshot).filter(name -> !name.isEmpty()).orElse(null));
        ArrayNode changes = json.putArray("changes");
        row.state().ifPresent(state -> state.changes().forEach(
                change -> changes.addObject().put("path", change.path()).put("change", change.change())));
        return json.put("more_changes", row.state().map(State::more).orElse(0));
    }

    private static void number(ObjectNode json, String key, OptionalDouble value) {
        if (value.isPresent()) json.put(key, value.getAsDouble());
        else
            json.putNull(key);
    }

    private static void number(ObjectNode json, String key, OptionalInt value) {
        if (value.isPresent()) json.put(key, value.getAsInt());
        else
            json.putNull(key);
    }
}
