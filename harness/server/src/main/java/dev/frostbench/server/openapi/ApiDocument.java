package dev.frostbench.server.openapi;

import dev.frostbench.documents.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All calls in the form of OpenAPI 3.1, put together of the files beside this class: `document.yaml`, and one file for
/// each group of calls.
///
/// The files say once what a reader of OpenAPI wants to find at each call:
///
/// 1. `any` among the methods of a path means each of [#METHODS].
/// 2. The parameters in a path are those of `document.yaml` with their names.
/// 3. `id` is the operation's id; `any` gives it the method, too.
/// 4. `body` is the schema of a JSON body; the body is required if a field is.
/// 5. `answer` is the schema of a JSON answer with status 200.
/// 6. `failures` are statuses that a call may answer with beside the usual ones: 400; 401 and 429 if it takes a key;
///    404 if its path has parameters; 409 inside a sandbox; 413 if it has a JSON body. None is added to `default`.
/// 7. `again` maps the beginning of paths to the group whose calls are there, too. Their ids begin with it.
public final class ApiDocument {

    /// What `any` means. The server also takes the other methods there.
    static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final List<String> GROUPS = List.of("sandboxes", "snapshots", "volumes", "searches", "commands",
            "files", "git", "ports", "account", "version2");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final ObjectNode whole;
    private final ObjectNode paths;

    private ApiDocument(ObjectNode whole) {
        this.whole = whole;
        this.paths = whole.putObject("paths");
    }

    /// @param version of the server
    public static ObjectNode read(String version) {
        var document = new ApiDocument(resource("document"));
        document.whole.withObject("/info").put("version", version);
        ArrayNode tags = document.whole.putArray("tags");
        for (String name : GROUPS) {
            ObjectNode group = resource(name);
            tags.add(group.get("tag"));
            document.whole.withObject("/components/schemas").setAll((ObjectNode) group.get("schemas"));
            String tag = group.at("/tag/name").stringValue();
            group.get("paths").properties().forEach(path -> document.path(tag, path.getKey(), path.getValue()));
            group.path("again").properties().forEach(copy -> document.again(tag, copy.getKey(),
                    resource(copy.getValue().stringValue()).get("paths")));
        }
        return document.whole;
    }

    private void again(String tag, String prefix, JsonNode paths) {
        paths.properties().forEach(path -> {
            JsonNode calls = path.getValue().deepCopy();
            calls.forEach(call -> ((ObjectNode) call).put("id", prefix.substring(1) + "_"
                    + call.get("id").stringValue()));
            path(tag, prefix + path.getKey(), calls);
        });
    }

    private static ObjectNode resource(String name) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(name + ".yaml")) {
            return (ObjectNode) YamlDocument.of(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .tree();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void path(String tag, String path, JsonNode calls) {
        ObjectNode item = paths.putObject(path);
        ArrayNode parameters = item.putArray("parameters");
        PARAMETER.matcher(path).results().map(MatchResult::group).forEach(name -> parameters.add(reference(
                "parameters", name.substring(1, name.length() - 1))));
        calls.properties().forEach(call -> {
            ObjectNode source = (ObjectNode) call.getValue();
            if (!call.getKey().equals("any")) operation(item.putObject(call.getKey()), tag, path, source, "");
            else
                METHODS.forEach(method -> operation(item.putObject(method), tag, path, source, "_" + method));
        });
    }

    private ObjectNode reference(String kind, String name) {
        return whole.objectNode().put("$ref", "#/components/" + kind + "/" + name);
    }

    private void operation(ObjectNode into, String tag, String path, ObjectNode source, String suffix) {
        into.put("operationId", source.get("id").stringValue() + suffix);
        into.putArray("tags").add(tag);
        for (String same : List.of("summary", "description", "security", "parameters", "requestBody"))
            if (source.has(same)) into.set(same, source.get(same).deepCopy());
        if (source.has("body")) {
            ObjectNode body = into.putObject("requestBody").put("required", hasRequired(source.get("body")));
            body.set("content", json(source.get("body")));
        }
        ObjectNode responses = into.putObject("responses");
        if (source.has("responses")) responses.setAll((ObjectNode) source.get("responses").deepCopy());
        if (source.has("answer"))
            responses.putObject("200").put("description", "done").set("content", json(source.get("answer")));
        if (responses.has("default")) return;
        for (int status : failures(path, source)) responses.set("" + status, reference("responses", "" + status));
    }

    private ObjectNode json(JsonNode schema) {
        ObjectNode content = whole.objectNode();
        content.putObject("application/json").set("schema", schema.deepCopy());
        return content;
    }

    private boolean hasRequired(JsonNode schema) {
        if (schema.has("$ref")) return hasRequired(whole.at(schema.get("$ref").stringValue().substring(1)));
        return schema.has("required") || schema.has("allOf") && schema.get("allOf").valueStream()
                .anyMatch(this::hasRequired);
    }

    private static Set<Integer> failures(String path, ObjectNode source) {
        Set<Integer> failures = new TreeSet<>(List.of(400));
        source.path("failures").forEach(status -> failures.add(status.intValue()));
        boolean takesKey = !source.has("security") || !source.get("security").isEmpty();
        if (takesKey) failures.addAll(List.of(401, 429));
        if (path.contains("{")) failures.add(404);
        if (path.contains("/toolbox/")) failures.add(409);
        if (source.has("body")) failures.add(413);
        return failures;
    }
}
