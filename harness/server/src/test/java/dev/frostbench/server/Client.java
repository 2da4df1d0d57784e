package dev.frostbench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who has a key of a server.
///
/// @param url of the server, without a slash at its end
record Client(HttpClient http, String url, String key) {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final Duration PATIENCE = Duration.ofMinutes(2);

    static String json(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    /// @param body a text as it is, something else as JSON, null for none
    /// @throws IOException if the server is not there, or ends before it has answered
    Answer send(String method, String path, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : json(body),
                                StandardCharsets.UTF_8));
        return Answer.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /// A new sandbox's id.
    String create(Map<String, ?> wish) throws IOException, InterruptedException {
        return post("/api/sandbox", wish).is(200).text("id");
    }

    /// The names of what a list holds.
    List<String> names(String list) throws IOException, InterruptedException {
        return get(list).is(200).json().get("items").valueStream().map(item -> item.get("name").stringValue())
                .toList();
    }

    /// What a command in a sandbox prints.
    String run(String sandbox, String command) throws IOException, InterruptedException {
        return post("/toolbox/" + sandbox + "/process/execute", Map.of("command", command)).is(200).text("result")
                .strip();
    }
}
