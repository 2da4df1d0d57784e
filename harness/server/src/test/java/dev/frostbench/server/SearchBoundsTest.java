package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What searches over HTTP may not do: exceed a bound, see or reach what is not theirs, leave something behind.
@Tag("sandbox")
final class SearchBoundsTest {

    /// Gives three sandboxes to each organisation.
    private static RunningServer server;
    private static int organisations;

    private final Client client = server.client("org-" + organisations++);
    private final Searching searching = new Searching(client);

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(3, 10_000);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    @Test
    void budgetsHold() throws Exception {
        String few = searching.driven(Map.of("budget", Map.of("sandboxes", 4)));
        JsonNode cut = searching.expand(few, 0, "echo 1 > /srv/words", "echo 2 > /srv/words", "echo 3 > /srv/words",
                "echo 4 > /srv/words").is(200).json();
        assertThat(cut.get("children").size()).isEqualTo(3);
        assertThat(cut.get("dropped").intValue()).isEqualTo(1);
        assertThat(cut.get("end").stringValue()).isEqualTo("sandboxes");
        assertThat(searching.expand(few, 0, "true").is(409).text("message")).contains("budget of 4 sandboxes");

        String little = searching.driven(Map.of("budget", Map.of("bytes", "1MB")));
        JsonNode large = searching.expand(little, 0, "head -c 100000 /dev/zero > /srv/words",
                "head -c 2000000 /dev/zero > /srv/words").is(200).json();
        assertThat(large.get("children").size()).isEqualTo(1);
        assertThat(large.get("end").stringValue()).isEqualTo("bytes");
        searching.expand(little, 0, "echo fits > /srv/words").is(200);

        String hurried = searching.began(Map.of("from", "host", "candidates", Map.of("sleep", "sleep 100"), "score",
                Map.of("run", "echo 1", "by", "number"), "timeout", "5m", "budget", Map.of("time", "2s")));
        assertThat(searching.ended(hurried).get("end").stringValue()).isEqualTo("time");
    }

    @Test
    void aSearchIsStopped() throws Exception {
        String search = searching.began(Map.of("from", "host", "candidates", Map.of("hangs", "sleep 1000"), "score",
                Map.of("run", "echo 1", "by", "number"), "timeout", "1h", "workers", 1));
        assertThat(client.get("/api/search/" + search).is(200).text("state")).isEqualTo("running");
        searching.expand(search, 0, "true").is(409);
        assertThat(client.post("/api/search/" + search + "/stop", null).is(200).text("end")).isEqualTo("stopped");
        assertThat(searching.ended(search).get("state").stringValue()).isEqualTo("ended");
        searching.expand(search, 0, "true").is(409);
        client.get("/api/search/" + search + "/tree").is(200);
        client.delete("/api/search/" + search).is(204);
    }

    @Test
    void nothingIsLeftOfADeletedSearch() throws Exception {
        Client owner = server.client("tidy");
        String search = new Searching(owner).began(Map.of("from", "host", "score", Map.of("run", "true")));
        owner.post("/api/search/" + search + "/nodes/0/expand", Map.of("commands",
                IntStream.range(0, 8).mapToObj(i -> "echo " + i + " > /srv/file").toList())).is(200);
        assertThat(drafts(server)).hasSize(8);
        owner.delete("/api/search/" + search).is(204);
        assertThat(drafts(server)).isEmpty();
        for (int i = 0; i < 3; i++) owner.create(Map.of());
        owner.post("/api/sandbox", Map.of()).is(403);
    }

    private static List<Path> drafts(RunningServer server) throws Exception {
        try (Stream<Path> files = Files.find(server.folder.resolve("store/open"), 2,
                (path, _) -> path.getFileName().toString().startsWith("draft-"))) {
            return files.toList();
        }
    }

    @Test
    void branchesCountWithTheSandboxesOfTheOrganisation() throws Exception {
        Client owner = server.client("counted");
        owner.create(Map.of("name", "zero"));
        owner.create(Map.of("name", "one"));
        Map<String, Object> wanted = Map.of("from", "host", "candidates", Map.of("a", "touch /srv/a", "b",
                "touch /srv/b", "c", "touch /srv/c"), "score", Map.of("run", "echo 1", "by", "number"), "depth", 1,
                "workers", 4);
        assertThat(new Searching(owner).ended(new Searching(owner).began(wanted)).get("end").stringValue())
                .isEqualTo("exhausted");
        String driven = new Searching(owner).began(Map.of("sandbox", "one", "score", Map.of("run", "true")));
        owner.post("/api/search/" + driven + "/nodes/0/expand", Map.of("commands", List.of("true"))).is(200);
        owner.create(Map.of("name", "two"));
        assertThat(owner.post("/api/search", wanted).is(403).text("message")).contains("3 sandboxes");
        owner.post("/api/search/" + driven + "/nodes/0/expand", Map.of("commands", List.of("echo"))).is(403);
        owner.post("/api/search/" + driven + "/nodes/0/sandbox", Map.of()).is(403);
        owner.delete("/api/sandbox/two").is(200);
        owner.post("/api/search/" + driven + "/nodes/0/expand", Map.of("commands", List.of("echo"))).is(200);
    }

    @Test
    void anotherOrganisationFindsNothing() throws Exception {
        String search = searching.driven(Map.of());
        searching.expand(search, 0, "echo one > /srv/words").is(200);
        Client thief = server.client("mallory");
        String path = "/api/search/" + search;
        for (String get : List.of("", "/tree", "/tree.html", "/nodes", "/nodes?follow=true", "/nodes/1",
                "/nodes/1/diff", "/nodes/1/patch"))
            thief.get(path + get).is(404);
        for (String post : List.of("/stop", "/nodes/1/sandbox")) thief.post(path + post, null).is(404);
        thief.post(path + "/nodes/1/expand", Map.of("commands", List.of("true"))).is(404);
        thief.post(path + "/nodes/1/snapshot", Map.of("name", "stolen")).is(404);
        thief.delete(path).is(404);
        assertThat(thief.get("/api/search").is(200).json().get("items").size()).isZero();
        String sandbox = client.create(Map.of());
        thief.post("/api/search", Map.of("sandbox", sandbox, "score", Map.of("run", "true"))).is(404);
        thief.post("/api/search", Map.of("from", "acme/none", "score", Map.of("run", "true"))).is(404);
        assertThat(client.get(path).is(200).json().get("nodes").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"score": {"run": "a"}}                                                             | 'from' is missing
            {"from": "host", "sandbox": "x", "score": {"run": "a"}}                             | 'sandbox' exclude
            {"from": "host"}                                                                    | 'score'
            {"from": "host", "score": {"run": "a", "by": "luck"}}                               | 'score.by' is 'luck'
            {"from": "host", "score": {"run": "a"}, "colour": "red"}                            | 'colour' is not a key
            {"from": "host", "score": {"run": "a"}, "strategy": {"kind": "beam"}}               | 'strategy' needs
            {"from": "host", "score": {"run": "a"}, "propose": "x", "strategy": {"kind": "no"}} | 'strategy.kind' is 'no'
            {"from": "host", "score": {"run": "a"}, "candidates": {"a": " "}}                   | 'candidates' is refused
            {"from": "host", "score": {"run": "a"}, "candidates": {"a": "\\u0000"}}             | candidates.a
            {"from": "host", "score": {"run": "a"}, "depth": 0}                                 | 'depth' is 0
            {"from": "host", "score": {"run": "a"}, "timeout": "20"}                            | 'timeout'
            {"from": "host", "score": {"run": "a"}, "budget": {"sandboxes": 0}}                 | 'budget.sandboxes' is 0
            {"from": "host", "score": {"run": "a"}, "budget": {"bytes": "101GB"}}               | 'budget.bytes'
            {"from": "host", "score": {"run": "a"}, "workers": 0}                               | 'workers'
            {"from": "host", "score": {"run": "a"}, "workdir": "src"}                           | 'workdir' is not absolute
            {"from": "host", "score": {"run": "a"}, "cpu": 0}                                   | 'cpu'
            {"from": "host", "score": {"run": "a"}, "environment": {"A=B": "c"}}                | 'environment'
            {"from": "host", "score": {"run": "a"}, "network": "yes"}                           | 'network'
            {"from": "host", "score": {"run": "a"}, "networkAllowList": "everything"}           | everything
            {"from": "host", "score": {"run": "a"}, "name": ""}                                 | 'name'
            """)
    void aWrongRequestIsRefusedWithTheField(String search, String field) throws Exception {
        assertThat(client.post("/api/search", search).is(400).text("message")).contains(field);
    }

    @Test
    void wrongCommandsAreRefusedWithTheField() throws Exception {
        String search = searching.driven(Map.of());
        String path = "/api/search/" + search + "/nodes/0/expand";
        for (var wrong : Map.of("{}", "'commands'", "{\"commands\": []}", "'commands'", "{\"commands\": \"true\"}",
                "'commands'", "{\"commands\": [1]}", "commands[0]", "{\"commands\": [\"true\", \" \"]}", "commands[1]",
                "{\"commands\": [{\"run\": \"true\"}]}", "commands[0]", "{\"commands\": [\"a\\u0000b\"]}",
                "commands[0]", "{\"commands\": [\"true\"], \"node\": 3}", "'node'").entrySet())
            assertThat(client.post(path, wrong.getKey()).is(400).text("message")).contains(wrong.getValue());
        assertThat(client.post(path, Map.of("commands", List.of("x".repeat(200_000)))).is(400).text("message"))
                .contains("commands[0]");
        client.post("/api/search/" + search + "/nodes/x/expand", Map.of("commands", List.of("true"))).is(404);
        searching.expand(search, 0, "# " + "x".repeat(131_000)).is(200);
    }

    @Test
    void aBranchReachesNothingOfThisMachine() throws Exception {
        try (ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String search = searching.driven(Map.of("timeout", "60s"));
            JsonNode children = searching.expand(search, 0,
                    "python3 -c \"import socket; socket.create_connection(('127.0.0.1', " + here.getLocalPort()
                            + "), 20)\"",
                    "python3 -c \"import http.client as h, os; c = h.HTTPConnection(os.environ['http_proxy']"
                            + ".split('//')[1].strip('/')); c.request('GET', 'http://127.0.0.1:"
                            + here.getLocalPort() + "/'); print(c.getresponse().status)\"; exit 1")
                    .is(200).json().get("children");
            assertThat(Searching.words(children, "standing")).containsExactly("failed", "failed");
            assertThat(children.get(0).get("printed").get("candidate").stringValue()).contains("Connection refused");
            assertThat(children.get(1).get("printed").get("candidate").stringValue()).isEqualTo("403\n");
            String shut = searching.driven(Map.of("network", false));
            JsonNode refused = searching.expand(shut, 0, "python3 -c \"import urllib.request as u; u.urlopen("
                    + "'http://example.com', timeout=20)\"").is(200).json().get("children").get(0);
            assertThat(refused.get("printed").get("candidate").stringValue()).contains("403");
        }
    }

    @Test
    void aSearchEndsWithItsServer() throws Exception {
        Client owner = server.client("outlived");
        String search = new Searching(owner).began(Map.of("from", "host", "score", Map.of("run", "true")));
        owner.post("/api/search/" + search + "/nodes/0/expand", Map.of("commands", List.of("echo 1 > /srv/it")))
                .is(200);
        String hangs = new Searching(owner)
                .began(Map.of("from", "host", "score", Map.of("run", "sleep 1000"), "timeout", "1h"));
        server.stop();
        assertThat(server.log).isEmpty();
        server = new RunningServer(server.folder, usual -> RunningServer.bounded(usual, 3, 10_000));
        Client same = server.withKey(owner.key());
        assertThat(drafts(server)).isEmpty();
        assertThat(same.get("/api/search/" + search).is(404).text("message")).contains("ends with its server");
        same.get("/api/search/" + hangs).is(404);
    }
}
