package dev.frostbench.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The calls about searches, as a client makes them.
record Searching(Client client) {

    /// Counts the words of a file.
    static final Map<String, Object> WORDS = Map.of("run", "cat /srv/words | wc -w", "by", "number");

    String began(Map<String, ?> search) throws Exception {
        return client.post("/api/search", search).is(201).text("id");
    }

    /// A driven search from a sandbox that has an empty file of words, or one with more keys.
    String driven(Map<String, ?> more) throws Exception {
        String sandbox = client.create(Map.of());
        client.run(sandbox, "touch /srv/words");
        Map<String, Object> search = new HashMap<>(Map.of("sandbox", sandbox, "score", WORDS));
        search.putAll(more);
        String id = began(search);
        client.delete("/api/sandbox/" + sandbox).is(200);
        return id;
    }

    Answer expand(String search, int node, Object... commands) throws Exception {
        return client.post("/api/search/" + search + "/nodes/" + node + "/expand", Map.of("commands", commands));
    }

    /// The lines of a search that is followed to its end.
    List<JsonNode> followed(String search) throws Exception {
        return client.get("/api/search/" + search + "/nodes?follow=true").is(200).body().lines()
                .map(line -> Client.MAPPER.readTree(line)).toList();
    }

    JsonNode ended(String search) throws Exception {
        return followed(search).getLast().get("search");
    }

    static List<String> words(JsonNode nodes, String field) {
        return nodes.valueStream().map(node -> node.get(field).asString()).toList();
    }
}
