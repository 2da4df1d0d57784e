package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Tree searches over HTTP, over a real server.
@Tag("sandbox")
final class SearchesTest {

    private static RunningServer server;
    private static int organisations;

    private final Client client = server.client("org-" + organisations++);
    private final Searching searching = new Searching(client);

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    @Test
    void aSearchWithAStrategyFindsItsGoalByItself() throws Exception {
        String sandbox = client.create(Map.of());
        client.run(sandbox, "mkdir /srv/app && cd /srv/app && echo 'a=1' > app.sh &&"
                + " printf '. ./app.sh\\ntest $((a * b)) = 42\\n' > test.sh");
        String search = searching.began(Map.of("name", "repair", "sandbox", sandbox, "workdir", "/srv/app",
                "candidates",
                Map.of("six", "sed -i s/a=.*/a=6/ app.sh", "seven", "echo b=7 >> app.sh", "fails", "exit 3"), "score",
                Map.of("run", "a=0; b=0; sh ./test.sh"), "strategy", Map.of("kind", "beam", "width", 4), "depth", 3,
                "budget", Map.of("sandboxes", 60, "time", "5m", "bytes", "1MB"), "workers", 2));
        List<JsonNode> lines = searching.followed(search);
        JsonNode summary = lines.getLast().get("search");
        assertThat(summary.get("state").stringValue()).isEqualTo("ended");
        assertThat(summary.get("end").stringValue()).isEqualTo("goal");
        assertThat(summary.get("best_score").intValue()).isEqualTo(1);
        JsonNode tree = client.get("/api/search/" + search + "/tree").is(200).json();
        assertThat(tree.get("format").stringValue()).isEqualTo("frostbench-search-1");
        assertThat(tree.get("end").stringValue()).isEqualTo("goal");
        int best = tree.get("best").intValue();
        assertThat(tree.get("nodes").get(best).get("changes").get(0).get("path").stringValue())
                .isEqualTo("/srv/app/app.sh");
        List<JsonNode> told = lines.stream().filter(line -> line.has("node")).map(line -> line.get("node")).toList();
        assertThat(told).hasSize(tree.get("nodes").size());
        assertThat(Searching.words(tree.get("nodes"), "standing")).contains("failed", "scored");
        assertThat(client.get("/api/search/" + search + "/tree.html").is(200).body()).contains("The goal is reached.")
                .contains("<svg");

        String node = "/api/search/" + search + "/nodes/" + best;
        String patch = client.get(node + "/patch?from=n0").is(200).body();
        String other = client.create(Map.of("name", "patched"));
        client.run(other, "mkdir /srv/app && cd /srv/app && echo 'a=1' > app.sh");
        client.run(other, "cd /srv/app && cat > it.patch <<'END'\n" + patch + "END\n");
        client.run(other, "cd /srv/app && git apply it.patch");
        assertThat(client.run(other, "cat /srv/app/app.sh")).isEqualTo(client.run(client.post(node + "/sandbox", Map
                .of("name", "reopened")).is(200).text("id"), "cat /srv/app/app.sh"));
        assertThat(client.run(sandbox, "cat /srv/app/app.sh")).isEqualTo("a=1");

        client.post(node + "/snapshot", Map.of("name", "repaired")).is(200);
        client.post(node + "/snapshot", Map.of("name", "repaired")).is(409);
        assertThat(client.get(node).is(200).text("snapshot")).isEqualTo("repaired");
        client.delete("/api/search/" + search).is(204);
        client.get("/api/search/" + search).is(404);
        String kept = client.create(Map.of("snapshot", "repaired"));
        assertThat(client.run(kept, "cd /srv/app && sh ./test.sh && echo passes")).isEqualTo("passes");
        assertThat(client.run("reopened", "cd /srv/app && sh ./test.sh && echo passes")).isEqualTo("passes");
    }

    @Test
    void aSearchIsDrivenByCommandsThatAreSent() throws Exception {
        String search = searching.driven(Map.of("environment", Map.of("WORD", "blue")));
        JsonNode first = searching.expand(search, 0, "echo $WORD >> /srv/words", "echo said; exit 3",
                Map.of("name", "two words", "run", "echo red green >> /srv/words"), "echo blue >> /srv/words").is(200)
                .json();
        assertThat(Searching.words(first.get("children"), "standing")).containsExactly("scored", "failed", "scored",
                "same");
        assertThat(Searching.words(first.get("children"), "id")).containsExactly("1", "2", "3", "4");
        JsonNode failed = first.get("children").get(1);
        assertThat(failed.get("reason").stringValue()).isEqualTo("exit code 3");
        assertThat(failed.get("printed").get("candidate").stringValue()).isEqualTo("said\n");
        assertThat(first.get("children").get(3).get("same_as").intValue()).isEqualTo(1);
        assertThat(first.get("best").intValue()).isEqualTo(3);
        assertThat(first.get("dropped").intValue()).isZero();
        assertThat(first.get("end").isNull()).isTrue();

        JsonNode second = searching.expand(search, 1, "cat /srv/words; echo pink red green > /srv/words").is(200)
                .json();
        JsonNode child = second.get("children").get(0);
        assertThat(child.get("parent").intValue()).isEqualTo(1);
        assertThat(child.get("depth").intValue()).isEqualTo(2);
        assertThat(child.get("score").intValue()).isEqualTo(3);
        assertThat(child.get("printed").get("candidate").stringValue()).isEqualTo("blue\n");
        searching.expand(search, 2, "true").is(409);
        assertThat(searching.expand(search, 4, "true").is(409).text("message")).contains("the same as n1");
        searching.expand(search, 99, "true").is(404);

        JsonNode diff = client.get("/api/search/" + search + "/nodes/5/diff").is(200).json();
        assertThat(diff.get("changes").get(0).get("path").stringValue()).isEqualTo("/srv/words");
        assertThat(diff.get("changes").get(0).get("bytes_before").intValue()).isEqualTo(5);
        assertThat(client.get("/api/search/" + search + "/nodes/5/patch").is(200).body()).contains("-blue\n+pink red");
        String opened = client.post("/api/search/" + search + "/nodes/5/sandbox", null).is(200).text("id");
        assertThat(client.run(opened, "cat /srv/words; echo $WORD")).isEqualTo("pink red green\nblue");
        JsonNode summary = client.get("/api/search/" + search).is(200).json();
        assertThat(summary.get("state").stringValue()).isEqualTo("open");
        assertThat(summary.get("strategy").stringValue()).isEqualTo("driven");
        assertThat(summary.get("nodes").intValue()).isEqualTo(6);
        client.delete("/api/search/" + search).is(204);
        assertThat(client.run(opened, "cat /srv/words")).isEqualTo("pink red green");
    }

    @Test
    void aSearchThatEndedByItselfIsDrivenOn() throws Exception {
        String search = searching.began(Map.of("from", "host", "candidates", Map.of("one", "echo one > /srv/words"),
                "score", Searching.WORDS, "depth", 1));
        assertThat(searching.ended(search).get("end").stringValue()).isEqualTo("exhausted");
        JsonNode child = searching.expand(search, 0, "echo two words > /srv/words").is(200).json().get("children")
                .get(0);
        assertThat(child.get("score").intValue()).isEqualTo(2);
        assertThat(searching.expand(search, 2, "true").is(409).text("message")).contains("1 deep");
    }

    @Test
    void equalStatesAreExploredOnce() throws Exception {
        String search = searching.began(Map.of("from", "host", "candidates", Map.of("a", "touch /srv/a", "b",
                "touch /srv/b"), "score", Map.of("run", "ls /srv | wc -w", "by", "number"), "strategy",
                Map.of("kind", "beam", "width", 9), "depth", 3));
        assertThat(searching.ended(search).get("end").stringValue()).isEqualTo("exhausted");
        List<String> standings = Searching.words(client.get("/api/search/" + search + "/tree").json().get("nodes"),
                "standing");
        // {} {a} {b} {a,b}; the rest leads back to these
        assertThat(standings).filteredOn("scored"::equals).hasSize(4);
        assertThat(standings).filteredOn("same"::equals).hasSize(5);
    }

    @Test
    void anExpansionOfADeletedSearchEnds() throws Exception {
        String search = searching.driven(Map.of("timeout", "1h"));
        try (var thread = Executors.newSingleThreadExecutor()) {
            var expanding = thread.submit(() -> searching.expand(search, 0, "echo one > /srv/words", "sleep 1000"));
            while (client.get("/api/search/" + search).json().get("nodes").intValue() < 2) Thread.sleep(20);
            client.delete("/api/search/" + search).is(204);
            assertThat(expanding.get().status()).isIn(200, 404);
        }
    }

    @Test
    void anOrganisationHasABoundedNumberOfSearches() throws Exception {
        Client owner = server.client("many");
        Map<String, Object> small = Map.of("from", "host", "score", Map.of("run", "true"), "budget",
                Map.of("sandboxes", 5));
        List<String> searches = new ArrayList<>();
        for (int i = 0; i < 16; i++) searches.add(new Searching(owner).began(small));
        assertThat(owner.post("/api/search", small).is(403).text("message")).contains("16 searches");
        assertThat(owner.get("/api/search").is(200).json().get("items").size()).isEqualTo(16);
        owner.delete("/api/search/" + searches.getFirst()).is(204);
        assertThat(owner.post("/api/search", Map.of("from", "host", "score", Map.of("run", "true"), "budget",
                Map.of("sandboxes", 9_926))).is(403).text("message")).contains("leaves 9925", "budget.sandboxes");
        new Searching(owner).began(small);
        for (String search : searches.subList(1, 16)) owner.delete("/api/search/" + search).is(204);
    }

    @Test
    void aBrokenCandidateIsANodeWithTheReason() throws Exception {
        String search = searching.driven(Map.of("timeout", "2s"));
        JsonNode children = searching.expand(search, 0, "kill -9 $$", "(", "sleep 100", "rm \"$(command -v wc)\"",
                "sleep 100 > /dev/null 2>&1 & echo left > /srv/words", "\u0001\u0007 no such thing",
                "head -c 300000 /dev/urandom").is(200)
                .json().get("children");
        assertThat(Searching.words(children, "standing")).containsExactly("failed", "failed", "failed", "unscored",
                "scored",
                "failed", "same");
        assertThat(Searching.words(children, "reason").subList(0, 3)).containsExactly("killed by signal 9",
                "exit code 2",
                "still running after 2.0 s");
        assertThat(children.get(3).get("reason").stringValue()).contains("printed nothing");
        assertThat(searching.expand(search, 5, "echo two words > /srv/words").is(200).json().get("children").get(0)
                .get("score")
                .intValue()).isEqualTo(2);
        assertThat(Searching.words(
                searching.expand(search, 4, "echo gone on from > /srv/words").is(200).json().get("children"),
                "standing")).containsExactly("unscored");
        String nowhere = searching
                .began(Map.of("from", "host", "score", Map.of("run", "true"), "workdir", "/no/where"));
        assertThat(searching.expand(nowhere, 0, "true").is(200).json().get("children").get(0).get("printed")
                .get("candidate")
                .stringValue()).contains("/no/where: no such folder");
    }

    @Test
    void aRootWithoutAScoreSaysSo() throws Exception {
        String search = searching.began(Map.of("from", "host", "score", Map.of("run", "echo none", "by", "number"),
                "candidates", Map.of("a", "true")));
        JsonNode summary = searching.ended(search);
        assertThat(summary.get("end").stringValue()).isEqualTo("exhausted");
        assertThat(summary.get("trouble").stringValue()).contains("the root has no score: ");
    }

    @Test
    void whoAsksForTheRootGetsItScored() throws Exception {
        String search = searching.began(Map.of("from", "host", "score", Map.of("run", "sleep 1; echo 7", "by",
                "number")));
        assertThat(client.get("/api/search/" + search + "/nodes/n0").is(200).json().get("score").intValue())
                .isEqualTo(7);
    }

    @Test
    void aCommandProposesCandidates() throws Exception {
        String search = searching.began(Map.of("from", "host", "propose", "echo \"echo $SEARCH_NODE >> /srv/words\"",
                "score", Map.of("run", "cat /srv/words | wc -w", "by", "number", "goal", 3)));
        JsonNode summary = searching.ended(search);
        assertThat(summary.get("end").stringValue()).isEqualTo("goal");
        assertThat(summary.get("best").intValue()).isEqualTo(3);
    }

    @Test
    void whoLeavesTheStreamIsNoticedAndNobodyElseIs() throws Exception {
        String search = searching.driven(Map.of());
        URI address = URI.create(server.server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(("GET /api/search/" + search + "/nodes?follow=true HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer " + client.key() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); !line.contains("\"node\""); line = lines.readLine())
                assertThat(line).isNotNull();
            assertThat(client.get("/api/search/" + search).json().get("followers").intValue()).isEqualTo(1);
            searching.expand(search, 0, "echo told > /srv/words").is(200);
            for (String line = lines.readLine(); !line.contains("echo told"); line = lines.readLine())
                assertThat(line).isNotNull();
            socket.setSoLinger(true, 0);
        }
        for (int i = 0; client.get("/api/search/" + search).json().get("followers").intValue() > 0; i++)
            searching.expand(search, 0, "echo " + i + " > /srv/words").is(200);
        assertThat(client.get("/api/search/" + search + "/nodes?from=1").is(200).body().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("echo told"));
    }
}
