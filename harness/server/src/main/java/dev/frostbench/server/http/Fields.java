package dev.frostbench.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a request's JSON object. A field that is null counts as not there; one of a wrong type is answered
/// with status 400 and its name.
public record Fields(ObjectNode object) {

    /// Whether a field is not there, or is an empty text, list or object.
    public boolean isEmpty(String name) {
        return node(name)
                .map(node -> node.isContainer() ? node.isEmpty() : node.isString() && node.stringValue().isEmpty())
                .orElse(true);
    }

    public Optional<String> text(String name) {
        return node(name).map(node -> {
            if (!node.isString()) throw wrong(name, "a string");
            return wellFormed(name, node.stringValue());
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> ApiFailure.badRequest("'" + name + "' is missing"));
    }

    public Optional<Boolean> flag(String name) {
        return node(name).map(node -> {
            if (!node.isBoolean()) throw wrong(name, "true or false");
            return node.booleanValue();
        });
    }

    /// A whole number; one with a fraction of zero is one too.
    public Optional<Integer> number(String name) {
        return node(name).map(node -> {
            if (!node.isNumber() || !node.canConvertToInt()) throw wrong(name, "a whole number");
            return node.intValue();
        });
    }

    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        node(name).ifPresent(node -> {
            if (!node.isObject()) throw wrong(name, "an object of strings");
            node.properties().forEach(entry -> {
                if (!entry.getValue().isString()) throw wrong(name + "." + entry.getKey(), "a string");
                texts.put(wellFormed(name, entry.getKey()), wellFormed(name, entry.getValue().stringValue()));
            });
        });
        return texts;
    }

    public List<String> list(String name) {
        List<String> list = new ArrayList<>();
        node(name).ifPresent(node -> {
            if (!node.isArray()) throw wrong(name, "a list of strings");
            for (JsonNode each : node) {
                if (!each.isString()) throw wrong(name, "a list of strings");
                list.add(wellFormed(name, each.stringValue()));
            }
        });
        return list;
    }

    /// The objects in the list of a field.
    public List<Fields> objects(String name) {
        List<Fields> list = new ArrayList<>();
        node(name).ifPresent(node -> {
            if (!node.isArray()) throw wrong(name, "a list of objects");
            for (JsonNode each : node) {
                if (!(each instanceof ObjectNode inner)) throw wrong(name, "a list of objects");
                list.add(new Fields(inner));
            }
        });
        return list;
    }

    /// The object of a field; an empty one if it is not there.
    public Fields inner(String name) {
        return new Fields(node(name).map(node -> {
            if (node instanceof ObjectNode inner) return inner;
            throw wrong(name, "an object");
        }).orElseGet(Json::object));
    }

    private Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /// Half of a surrogate pair can come in as an escape, but no answer could be written with it.
    private static String wellFormed(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) throw wrong(name, "text that UTF-8 can hold");
        return text;
    }

    private static ApiFailure wrong(String name, String wanted) {
        return ApiFailure.badRequest("'" + name + "' must be " + wanted);
    }
}
