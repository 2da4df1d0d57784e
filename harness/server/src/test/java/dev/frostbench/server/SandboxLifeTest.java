package dev.frostbench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The life of a sandbox over HTTP, over a real server.
@Tag("sandbox")
final class SandboxLifeTest {

    private static RunningServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer();
        client = server.client("acme");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String state(String sandbox) throws Exception {
        return client.get("/api/sandbox/" + sandbox).is(200).text("state");
    }

    @Test
    void aSandboxHasWhatWasAskedFor() throws Exception {
        var answer = client.post("/api/sandbox", Map.of("name", "asked", "env", Map.of("COLOUR", "blue"), "labels",
                Map.of("team", "red"), "cpu", 1, "memory", 2, "disk", 3, "autoStopInterval", 7, "user", "someone"))
                .is(200).json();
        assertEquals("started", answer.get("state").stringValue());
        assertEquals("asked", answer.get("name").stringValue());
        assertEquals("red", answer.get("labels").get("team").stringValue());
        assertEquals("blue", answer.get("env").get("COLOUR").stringValue());
        assertEquals(List.of(1, 2, 3, 7), List.of(answer.get("cpu").intValue(), answer.get("memory").intValue(),
                answer.get("disk").intValue(), answer.get("autoStopInterval").intValue()));
        assertEquals("blue", client.run(answer.get("id").stringValue(), "echo $COLOUR"));
    }

    @Test
    void aNameBelongsToOneSandbox() throws Exception {
        String first = client.create(Map.of("name", "taken"));
        client.post("/api/sandbox", Map.of("name", "taken")).is(409);
        assertEquals(first, client.get("/api/sandbox/taken").is(200).text("id"));
        client.delete("/api/sandbox/taken").is(200);
        assertNotEquals(first, client.create(Map.of("name", "taken")));
    }

    @Test
    void ofSixteenCallsAtOnceWithOneNameOneMakesASandbox() throws Exception {
        Callable<Integer> create = () -> client.post("/api/sandbox", Map.of("name", "raced")).status();
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Integer> codes = threads.invokeAll(Collections.nCopies(16, create)).stream()
                    .map(Future::resultNow).sorted().toList();
            assertEquals(200, codes.getFirst());
            assertEquals(Collections.nCopies(15, 409), codes.subList(1, 16));
        }
    }

    @Test
    void aForkHasTheFilesTheLabelsAndTheEnvironmentOfItsSourceAndIsAlone() throws Exception {
        String source = client.create(Map.of("labels", Map.of("code-toolbox-language", "python"), "env",
                Map.of("A", "b")));
        client.run(source, "echo one > /tmp/state");
        var fork = client.post("/api/sandbox/" + source + "/fork", Map.of("name", "child")).is(200);
        assertEquals("python", fork.json().get("labels").get("code-toolbox-language").stringValue());
        client.run(source, "echo two > /tmp/state");
        assertEquals("one b", client.run(fork.text("id"), "echo $(cat /tmp/state) $A"));
        client.run(fork.text("id"), "echo three > /tmp/state");
        assertEquals("two", client.run(source, "cat /tmp/state"));
    }

    @Test
    void aStoppedSandboxKeepsItsFilesAndNoProcess() throws Exception {
        String sandbox = client.create(Map.of());
        client.run(sandbox, "echo kept > /tmp/file; sleep 600 > /dev/null 2>&1 &");
        client.post("/api/sandbox/" + sandbox + "/stop", null).is(200);
        assertEquals("stopped", state(sandbox));
        client.post("/toolbox/" + sandbox + "/process/execute", Map.of("command", "true")).is(409);
        client.post("/api/sandbox/" + sandbox + "/start", null).is(200);
        assertEquals("kept", client.run(sandbox, "cat /tmp/file"));
        assertEquals("", client.run(sandbox, "pgrep sleep || true"));
    }

    @Test
    void aPausedSandboxGoesOnWhereItStood() throws Exception {
        String sandbox = client.create(Map.of());
        client.post("/api/sandbox/" + sandbox + "/pause", null).is(200);
        assertEquals("paused", state(sandbox));
        client.post("/api/sandbox/" + sandbox + "/start", null).is(200);
        assertEquals("here", client.run(sandbox, "echo here"));
    }

    @Test
    void aSandboxThatIsToBeDeletedWhenItStopsIsDeleted() throws Exception {
        String sandbox = client.create(Map.of("autoDeleteInterval", 0));
        client.post("/api/sandbox/" + sandbox + "/stop", null).is(200);
        client.get("/api/sandbox/" + sandbox).is(404);
    }

    @Test
    void aSnapshotOutlastsItsSandboxAndIsForkedByName() throws Exception {
        String sandbox = client.create(Map.of());
        client.run(sandbox, "echo base > /tmp/base");
        client.post("/api/sandbox/" + sandbox + "/snapshot", Map.of("name", "base-1")).is(200);
        client.post("/api/sandbox/" + sandbox + "/snapshot", Map.of("name", "base-1")).is(409);
        client.delete("/api/sandbox/" + sandbox).is(200);
        assertEquals("base", client.run(client.create(Map.of("snapshot", "base-1")), "cat /tmp/base"));
        var snapshot = client.get("/api/snapshots/base-1").is(200);
        assertEquals(sandbox, snapshot.text("sourceSandboxId"));
        client.get("/api/snapshots/acme%2Fbase-1").is(200);
        client.delete("/api/snapshots/" + snapshot.text("id")).is(204);
        client.get("/api/snapshots/base-1").is(404);
        client.post("/api/sandbox", Map.of("snapshot", "base-1")).is(404);
    }

    @Test
    void anImageIsMadeOnceAndForked() throws Exception {
        var image = Map.of("dockerfileContent", """
                FROM host
                # a comment
                ENV COLOUR='deep blue' SIZE=3
                RUN mkdir -p /srv/app \\
                    && echo "made $SIZE" > /srv/app/made
                WORKDIR /srv/app
                CMD ["true"]
                """);
        var first = client.post("/api/sandbox", Map.of("buildInfo", image)).is(200);
        assertEquals("pending_build", first.text("state"));
        while (state(first.text("id")).equals("pending_build")) Thread.sleep(50);
        assertEquals("made 3 deep blue", client.run(first.text("id"), "echo $(cat made) $COLOUR"));
        assertTrue(client.get("/api/sandbox/" + first.text("id") + "/build-logs?follow=true").is(200).body()
                .contains("mkdir -p /srv/app"));
        assertEquals("started", client.post("/api/sandbox", Map.of("buildInfo", image)).is(200).text("state"));
    }

    @Test
    void aSnapshotIsMadeOfAnImage() throws Exception {
        var image = Map.of("dockerfileContent", "FROM host\nRUN echo built > /tmp/built");
        var made = client.post("/api/snapshots", Map.of("name", "of-image", "buildInfo", image, "cpu", 1)).is(200);
        assertEquals("active", made.text("state"));
        assertEquals("built", client.run(client.create(Map.of("snapshot", "of-image")), "cat /tmp/built"));
        client.post("/api/snapshots", Map.of("name", "of-image", "buildInfo", image)).is(409);
        var failing = Map.of("dockerfileContent", "FROM host\nRUN exit 3");
        assertTrue(client.post("/api/snapshots", Map.of("name", "of-none", "buildInfo", failing)).is(422)
                .text("message").contains("exit code 3"));
        client.get("/api/snapshots/of-none").is(404);
    }

    @Test
    void whoFollowsTheLogOfNoBuildWaitsForNothing() throws Exception {
        assertEquals("", client.get("/api/sandbox/" + client.create(Map.of()) + "/build-logs?follow=true").is(200)
                .body());
    }

    @Test
    void anImageWhoseCommandFailsSaysWhich() throws Exception {
        var image = Map.of("dockerfileContent", "FROM host\nRUN false");
        String sandbox = client.post("/api/sandbox", Map.of("buildInfo", image)).is(200).text("id");
        while (state(sandbox).equals("pending_build")) Thread.sleep(50);
        var failed = client.get("/api/sandbox/" + sandbox).is(200);
        assertEquals("build_failed", failed.text("state"));
        assertTrue(failed.text("errorReason").contains("'false' ended with exit code 1"), failed.body());
        client.post("/api/sandbox", Map.of("buildInfo", Map.of("dockerfileContent", "FROM scratchy"))).is(404);
        client.post("/api/sandbox", Map.of("buildInfo", Map.of("dockerfileContent", "FROM host\nCOPY a b"))).is(501);
        client.post("/api/sandbox", Map.of("buildInfo", Map.of("dockerfileContent", "RUN true"))).is(400);
    }

    @Test
    void aPortIsReachedByItsTokenAlone() throws Exception {
        String sandbox = client.create(Map.of());
        String other = client.create(Map.of());
        client.run(sandbox, "mkdir -p /srv/www/a && echo page > /srv/www/a/page.txt && cd /srv/www &&"
                + " (python3 -m http.server 8123 --bind 127.0.0.1 > /dev/null 2>&1 &)"
                + " && for i in $(seq 100); do python3 -c 'import socket;"
                + " socket.create_connection((\"127.0.0.1\", 8123))'"
                + " 2> /dev/null && break; sleep 0.1; done");
        var link = client.get("/api/sandbox/" + sandbox + "/ports/8123/preview-url").is(200);
        String page = link.text("url") + "a/page.txt";
        assertEquals("page", server.plain(page, link.text("token")).is(200).body().strip());
        server.plain(page, "").is(401);
        server.plain(page, "wrong").is(401);
        server.plain(page.replace("/8123/", "/8124/"), link.text("token")).is(401);
        server.plain(page.replace(sandbox, other), link.text("token")).is(401);
        var signed = client.get("/api/sandbox/" + sandbox + "/ports/8123/signed-preview-url?expiresInSeconds=60")
                .is(200);
        assertTrue(server.plain(signed.text("url"), "").is(200).body().contains("a/"));
        client.post("/api/sandbox/" + sandbox + "/ports/8123/signed-preview-url/" + signed.text("token") + "/expire",
                null).is(204);
        server.plain(signed.text("url"), "").is(401);
        int own = server.server.port();
        var toServer = client.get("/api/sandbox/" + other + "/ports/" + own + "/preview-url").is(200);
        server.plain(toServer.text("url"), toServer.text("token")).is(502); // the host's port of this number
    }

    @Test
    void aRunningSandboxGetsAnotherSize() throws Exception {
        String sandbox = client.create(Map.of("cpu", 2));
        assertEquals("2", client.run(sandbox, "nproc"));
        var answer = client.post("/api/sandbox/" + sandbox + "/resize", Map.of("cpu", 1)).is(200).json();
        assertEquals(1, answer.get("cpu").intValue());
        assertEquals("1", client.run(sandbox, "nproc"));
    }

    @Test
    void sandboxesWaitForWhoeverWantsThem() throws Exception {
        var pool = client.post("/api/warm-pools", Map.of("snapshot", "host", "pool", 2)).is(201);
        assertEquals("host", pool.text("snapshot"));
        for (int i = 0; i < 3; i++) assertEquals("fresh", client.run(client.create(Map.of()), "echo fresh"));
        client.delete("/api/warm-pools/" + pool.text("id")).is(204);
        assertEquals(0, client.get("/api/warm-pools").is(200).json().size());
    }

    @Test
    void aGeneralSnapshotIsForkedByAllAndDeletedByNone() throws Exception {
        client.delete("/api/snapshots/host").is(403);
        assertTrue(client.get("/api/snapshots/host.fixture").is(200).json().get("general").booleanValue());
    }

    @Test
    void aListHasPagesAndFilters() throws Exception {
        for (int i = 0; i < 3; i++) client.create(Map.of("name", "Listed-" + i, "labels", Map.of("list", "yes")));
        String query = "/api/sandbox?labels=%7B%22list%22%3A%22yes%22%7D&sort=name&order=asc&limit=2";
        var first = client.get(query).is(200).json();
        assertEquals("Listed-0", first.get("items").get(0).get("name").stringValue());
        var second = client.get(query + "&cursor=" + first.get("nextCursor").stringValue()).is(200).json();
        assertEquals("Listed-2", second.get("items").get(0).get("name").stringValue());
        assertEquals("", second.get("nextCursor").stringValue());
        assertEquals(3, client.get("/api/sandbox?name=listed-&states=started&states=paused").is(200).json()
                .get("items").size());
        assertEquals(0, client.get("/api/sandbox?name=listed-&states=stopped").is(200).json().get("items").size());
        client.get("/api/sandbox?cursor=mine").is(400);
    }

    @Test
    void wrongWishesAreRefusedWithTheField() throws Exception {
        for (var wrong : Map.of("cpu", 0, "memory", -1, "autoStopInterval", -5, "labels",
                Map.of("code-toolbox-language", "cobol"), "env", Map.of("A", 1)).entrySet()) {
            String message = client.post("/api/sandbox", Map.of(wrong.getKey(), wrong.getValue())).is(400)
                    .text("message");
            assertTrue(message.contains(wrong.getKey()) || message.contains("language"), message);
        }
        client.post("/api/sandbox", "{").is(400);
        client.post("/api/sandbox", Map.of("gpu", 1)).is(501);
        client.post("/api/sandbox", Map.of("snapshot", "nothing-like-it")).is(404);
    }

    @Test
    void whatRanInAServerThatEndedIsGoneAndSaysSo() throws Exception {
        Path folder = Files.createTempDirectory("frostbench-server-");
        var before = new RunningServer(folder, settings -> settings);
        var owner = before.client("acme");
        String ran = owner.create(Map.of("name", "ran"));
        String stopped = owner.create(Map.of("name", "stopped"));
        owner.run(stopped, "echo kept > /tmp/file");
        owner.post("/api/sandbox/stopped/stop", null).is(200);
        before.stop();
        try (var after = new RunningServer(folder, settings -> settings)) {
            Client same = after.withKey(owner.key());
            var record = same.get("/api/sandbox/" + ran).is(200);
            assertEquals("error", record.text("state"));
            assertTrue(record.text("errorReason").contains("has ended"), record.body());
            same.post("/api/sandbox/ran/start", null).is(409);
            same.post("/api/sandbox", Map.of("name", "ran")).is(409);
            assertEquals("stopped", same.get("/api/sandbox/stopped").is(200).text("state"));
            same.post("/api/sandbox/stopped/start", null).is(200);
            assertEquals("kept", same.run(stopped, "cat /tmp/file"));
        }
    }
}
