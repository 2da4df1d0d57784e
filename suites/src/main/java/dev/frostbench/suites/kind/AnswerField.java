package dev.frostbench.suites.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A field in which a tool writes what a model answered, where a reader cannot take it for anything else.
///
/// @param path names from the row inward
/// @param tool who writes it so, for the line that says how a file was read
/// @param model where that tool says which model answered
/// @param without a field that no such row has
/// @param told whether it is said that the file was read so
public record AnswerField(List<String> path, String tool, List<String> model, Optional<String> without, boolean told) {

    public AnswerField {
        path = List.copyOf(path);
        model = List.copyOf(model);
    }

    /// Paths with dots between their names.
    public static AnswerField of(String path, String tool, String model) {
        return new AnswerField(List.of(path.split("\\.")), tool, List.of(model.split("\\.")), Optional.empty(), true);
    }

    /// The same, but of rows without a field.
    public AnswerField unless(String field) {
        return new AnswerField(path, tool, model, Optional.of(field), told);
    }

    /// The same, but nothing is said of it.
    public AnswerField usual() {
        return new AnswerField(path, tool, model, without, false);
    }

    public String name() {
        return String.join(".", path);
    }

    /// The texts that stand there, each a sample; nothing where no text stands there.
    public Optional<List<String>> texts(ObjectNode row) {
        return without.filter(row::has).isPresent() ? Optional.empty() : texts(inner(row, path));
    }

    public Optional<String> model(ObjectNode row) {
        return Optional.of(inner(row, model)).filter(JsonNode::isString).map(JsonNode::stringValue)
                .filter(name -> !name.isBlank());
    }

    /// Text, nothing said (null), or a list of such, however deep.
    public static Optional<List<String>> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        return gathered(value, texts) ? Optional.of(List.copyOf(texts)) : Optional.empty();
    }

    private static boolean gathered(JsonNode value, List<String> texts) {
        if (value.isString() || value.isNull()) return texts.add(value.isNull() ? "" : value.stringValue());
        if (!value.isArray() || value.isEmpty()) return false;
        for (JsonNode each : value) if (!gathered(each, texts)) return false;
        return true;
    }

    private static JsonNode inner(JsonNode row, List<String> path) {
        JsonNode at = row;
        for (String name : path) at = at.path(name);
        return at;
    }
}
