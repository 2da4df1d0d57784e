package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Where snapshots come from and how they differ, as each caller is told.
@Tag("sandbox")
class LineageTest {

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(40, 10_000);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    /// A snapshot of a new sandbox in which a command has run.
    private static String made(Client caller, String from, String name, String command) throws Exception {
        String box = caller.create(Map.of("snapshot", from));
        caller.run(box, command);
        caller.post("/api/sandbox/" + box + "/snapshot", Map.of("name", name)).is(200);
        caller.delete("/api/sandbox/" + box).is(200);
        return caller.get("/api/snapshots/" + name).is(200).text("id");
    }

    /// One line for each: as many signs as it is deep, its name, and its parent's.
    private static List<String> tree(Client caller, String query) throws Exception {
        return caller.get("/api/lineage" + query).is(200).json().get("items").valueStream()
                .map(row -> ">".repeat(row.get("depth").intValue()) + row.get("name").stringValue()
                        + (row.get("parent").isNull() ? "" : " of " + row.at("/parent/name").stringValue()))
                .toList();
    }

    private static List<String> changes(JsonNode told) {
        return told.get("items").valueStream()
                .map(each -> each.get("change").stringValue() + " " + each.get("path").stringValue()).toList();
    }

    @Test
    void eachStandsBelowTheNearestThatItWasMadeFrom() throws Exception {
        Client caller = server.client("tree");
        made(caller, "host", "base", "true");
        made(caller, "base", "left", "echo 1 > /srv/one");
        made(caller, "base", "right", "echo 2 > /srv/two");
        made(caller, "left", "lower", "echo 3 > /srv/three");
        String box = caller.create(Map.of("snapshot", "right"));
        caller.run(box, "echo 4 > /srv/four");
        // a state without a name
        String fork = caller.post("/api/sandbox/" + box + "/fork", Map.of()).is(200).text("id");
        caller.post("/api/sandbox/" + fork + "/snapshot", Map.of("name", "forked")).is(200);
        caller.post("/api/snapshots", Map.of("name", "second", "imageName", "lower")).is(200);
        List<String> all = List.of("host", ">base of host", ">>left of base", ">>>lower of left", ">>>>second of lower",
                ">>right of base", ">>>forked of right");
        assertThat(tree(caller, "")).isEqualTo(all);
        assertThat(tree(caller, "?limit=3&page=1")).isEqualTo(all.subList(0, 3));
        assertThat(tree(caller, "?limit=3&page=3")).isEqualTo(all.subList(6, 7));
        assertThat(tree(caller, "?limit=3&page=4")).isEmpty();
        JsonNode whole = caller.get("/api/lineage?limit=3").is(200).json();
        assertThat(whole.get("total").intValue()).isEqualTo(7);
        assertThat(whole.get("totalPages").intValue()).isEqualTo(3);
        assertThat(whole.at("/items/1/children").intValue()).isEqualTo(2);
        assertThat(whole.at("/items/2/addedBytes").intValue()).isEqualTo(2);
        caller.get("/api/lineage?limit=x").is(400);
        assertThat(changes(caller.get("/api/changes/forked").is(200).json())).containsExactly("added /srv/four");
        assertThat(changes(caller.get("/api/changes/second").is(200).json())).isEmpty();
        caller.delete("/api/snapshots/left").is(204);
        assertThat(tree(caller, "")).contains(">>lower of base").doesNotContain(">>left of base");
        assertThat(changes(caller.get("/api/changes/lower").is(200).json()))
                .containsExactly("added /srv/one", "added /srv/three");
    }

    @Test
    void theOnlyOneThatGoesOnComesLast() throws Exception {
        Client caller = server.client("line");
        made(caller, "host", "a", "echo > /srv/a");
        made(caller, "a", "b", "echo > /srv/b");
        made(caller, "a", "side", "echo > /srv/side");
        made(caller, "b", "c", "echo > /srv/c");
        assertThat(tree(caller, "")).containsExactly("host", ">a of host", ">>side of a", ">>b of a", ">>>c of b");
    }

    @Test
    void changesHaveTheirSizesAndNoTimes() throws Exception {
        Client caller = server.client("sizes");
        made(caller, "host", "before", "cd /srv && printf 12345 > grown && printf 1 > gone && printf same > touched"
                + " && printf same > mode && chmod 644 mode");
        String id = made(caller, "before", "after", "cd /srv && printf 1234567 > grown && rm gone && touch -d @1"
                + " touched && chmod 600 mode && mkdir new && printf '' > new/empty"
                + " && printf x > \"$(printf 'new/\\377')\"");
        JsonNode told = caller.get("/api/changes/" + id).is(200).json();
        assertThat(told.get("items").valueStream().map(JsonNode::toString)).containsExactly(
                "{\"path\":\"/srv/gone\",\"change\":\"removed\",\"what\":[],\"before\":1}",
                "{\"path\":\"/srv/grown\",\"change\":\"changed\",\"what\":[\"content\",\"mtime\"],\"before\":5,"
                        + "\"after\":7}",
                "{\"path\":\"/srv/mode\",\"change\":\"changed\",\"what\":[\"mode\"],\"before\":4,\"after\":4}",
                "{\"path\":\"/srv/new\",\"change\":\"added\",\"what\":[]}",
                "{\"path\":\"/srv/new/empty\",\"change\":\"added\",\"what\":[],\"after\":0}",
                "{\"path\":\"/srv/new/\\\\xff\",\"change\":\"added\",\"what\":[],\"after\":1}");
        assertThat(told.get("added").intValue()).isEqualTo(3);
        assertThat(told.get("changed").intValue()).isEqualTo(2);
        assertThat(told.get("removed").intValue()).isEqualTo(1);
        assertThat(told.at("/from/name").stringValue()).isEqualTo("before");
        assertThat(told.get("complete").booleanValue()).isTrue();
        JsonNode some = caller.get("/api/changes/after?limit=2").is(200).json();
        assertThat(some.get("items")).hasSize(2);
        assertThat(some.get("more").intValue()).isEqualTo(4);
        assertThat(some.get("added").intValue()).isEqualTo(3);
    }

    @Test
    void whatIsLookedAtHasABound() throws Exception {
        Client caller = server.client("many");
        made(caller, "host", "full", "mkdir /srv/d && cd /srv/d && seq 20100 | xargs touch");
        JsonNode told = caller.get("/api/changes/full?limit=5000").is(200).json();
        assertThat(told.get("complete").booleanValue()).isFalse();
        assertThat(told.get("items")).hasSize(1000);
        assertThat(told.get("more").intValue()).isBetween(18_000, 19_000);
        List<Callable<Answer>> atOnce = Collections.nCopies(4, () -> caller.get("/api/changes/full"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(atOnce)) assertThat(answer.get().status()).isIn(200, 429);
        }
    }

    @Test
    void aSnapshotThatStandsBelowNoneHasNoChanges() throws Exception {
        Client caller = server.client("top");
        assertThat(caller.get("/api/changes/host").is(404).text("message")).contains("made from none that you can see");
        caller.get("/api/changes/nothing").is(404);
        server.withKey("none").get("/api/lineage").is(401);
        server.withKey("none").get("/api/changes/host").is(401);
    }

    @Test
    void noLineageTellsOfAPrivateSnapshot() throws Exception {
        Client ann = server.client("acme", "ann");
        Client bob = server.client("acme", "bob");
        Client thief = server.client("mallory", "eve");
        String secret = made(ann, "host", "hush-plan", "echo treasure > /srv/hush-file");
        ann.post("/api/snapshots/hush-plan/visibility/private", "").is(200);
        made(ann, "hush-plan", "offered", "rm /srv/hush-file && echo shown > /srv/shown");
        ann.post("/api/snapshots/offered/visibility/public", "").is(200);
        String digest = ann.get("/api/snapshots/hush-plan").is(200).text("digest");
        assertThat(tree(ann, "")).contains(">>offered of hush-plan");
        assertThat(changes(ann.get("/api/changes/offered").is(200).json()))
                .containsExactly("removed /srv/hush-file", "added /srv/shown");
        for (Client other : List.of(bob, thief)) {
            String name = other == bob ? "offered" : "acme/offered";
            assertThat(tree(other, "")).contains(">" + name + " of host");
            Answer told = other.get("/api/changes/" + RunningServer.encoded(name)).is(200);
            assertThat(changes(told.json())).containsExactly("added /srv/shown");
            for (String answer : List.of(told.body(), other.get("/api/lineage?limit=200").is(200).body()))
                assertThat(answer).doesNotContain("hush").doesNotContain(secret).doesNotContain(digest);
            for (String reference : List.of("hush-plan", "acme/hush-plan", secret, digest)) {
                Answer refused = other.get("/api/changes/" + RunningServer.encoded(reference)).is(404);
                Answer nothing = other.get("/api/changes/" + RunningServer.encoded(reference + "x")).is(404);
                assertThat(refused.text("message").replace(reference, ""))
                        .isEqualTo(nothing.text("message").replace(reference + "x", ""));
            }
        }
        ann.delete("/api/snapshots/offered").is(204); // everybody sees it
    }
}
