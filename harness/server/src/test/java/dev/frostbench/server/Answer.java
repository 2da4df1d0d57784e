package dev.frostbench.server;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/// What a server answered: its status, and its body as text or JSON.
record Answer(int status, String body) {

    static Answer of(HttpResponse<String> answer) {
        return new Answer(answer.statusCode(), answer.body());
    }

    JsonNode json() {
        return Client.MAPPER.readTree(body);
    }

    String text(String field) {
        return json().get(field).stringValue();
    }

    /// This answer, if it has this status.
    Answer is(int wanted) {
        if (status != wanted)
            throw new AssertionError("expected status " + wanted + ", got " + status + ": " + body);
        return this;
    }
}
