package dev.frostbench.suites.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A field in which a tool writes a model's answer, if a reader cannot mistake it for anything else.
///
/// @param path names from the row inward
/// @param tool the tool that writes it, for the message that says how a file was read
/// @param model path of the field in which the tool names the model
/// @param without a field that no such row has
/// @param told whether that message is shown
public record AnswerField(List<String> path, String tool, List<String> model, Optional<String> without, boolean told) {

    public AnswerField {
        path = List.copyOf(path);
        model = List.copyOf(model);
    }

    /// Makes a field from paths with dots between their names.
    public static AnswerField of(String path, String tool, String model) {
        return new AnswerField(List.of(path.split("\\.")), tool, List.of(model.split("\\.")), Optional.empty(), true);
    }

    /// The same, but only for rows without that field.
    public AnswerField unless(String field) {
        return new AnswerField(path, tool, model, Optional.of(field), told);
    }

    /// The same, but without the message.
    public AnswerField usual() {
        return new AnswerField(path, tool, model, without, false);
    }

    public String name() {
        return String.join(".", path);
    }

    /// The texts in the field, each of them a sample; empty if the field has no text.
    public Optional<List<String>> texts(ObjectNode row) {
        return without.filter(row::has).isPresent() ? Optional.empty() : texts(inner(row, path));
    }

    public Optional<String> model(ObjectNode row) {
        return Optional.of(inner(row, model)).filter(JsonNode::isString).map(JsonNode::stringValue)
                .filter(name -> !name.isBlank());
    }

    /// The texts of a value: a string, null (an empty text), or a list of these at any depth.
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
