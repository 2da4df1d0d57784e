package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.server.Answer;
import dev.frostbench.server.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one organisation tries on another: nothing of it works, and nothing tells it more than a guess would.
@Tag("sandbox")
class TenantAttacksTest {

    private static RunningServer server;
    private static Client owner;
    private static Client thief;
    private static String box;
    private static String secret;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(24, 100_000);
        owner = server.client("acme", "ann");
        thief = server.client("mallory", "eve");
        box = owner.create(Map.of("name", "box"));
        owner.run(box, "echo treasure > /tmp/state");
        owner.post("/api/sandbox/" + box + "/snapshot", "{\"name\":\"secret\"}");
        secret = owner.get("/api/snapshots/secret").text("id");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "DELETE ", "POST /start", "POST /stop", "POST /pause", "POST /resume",
            "POST /recover", "POST /archive", "POST /fork", "POST /snapshot", "POST /resize", "PUT /labels",
            "POST /public/true", "POST /last-activity", "POST /network-settings", "GET /signing-key",
            "POST /signing-key/rotate", "GET /toolbox-proxy-url", "POST /autostop/1", "POST /autodelete/0",
            "POST /ttl/1"})
    void aSandboxOfAnotherOrganisationIsAnsweredAsOneThatIsNot(String call) throws Exception {
        String method = call.substring(0, call.indexOf(' '));
        String rest = call.substring(method.length() + 1);
        String nobody = UUID.randomUUID().toString();
        for (String reference : List.of(box, "box")) {
            Answer answer = thief.send(method, "/api/sandbox/" + reference + rest, "{\"name\":\"mine\"}");
            Answer nothing = thief.send(method, "/api/sandbox/" + nobody + rest, "{\"name\":\"mine\"}");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(message(answer, reference)).isEqualTo(message(nothing, nobody));
        }
        assertThat(owner.get("/api/sandbox/box").text("state")).isEqualTo("started");
    }

    private static String message(Answer answer, String reference) {
        return answer.text("message").replace("'" + reference + "'", "REFERENCE") + answer.text("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /work-dir", "POST /process/execute", "POST /process/code-run", "GET /files?path=/",
            "POST /files/bulk-download", "POST /files/bulk-upload", "DELETE /files?path=/tmp/state"})
    void nothingIsDoneInsideASandboxOfAnotherOrganisation(String call) throws Exception {
        String method = call.substring(0, call.indexOf(' '));
        String rest = call.substring(method.length() + 1);
        assertThat(thief.send(method, "/toolbox/" + box + rest, "{\"command\":\"rm /tmp/state\"}").status())
                .isEqualTo(404);
        assertThat(owner.run(box, "cat /tmp/state")).isEqualTo("treasure");
    }

    @Test
    void listsHoldOneOrganisationOnlyWhateverTheyAreAskedFor() throws Exception {
        for (String query : List.of("", "?id=" + box, "?name=box", "?limit=200", "?labels=%7B%7D", "?sort=id&order=asc",
                "?page=1",
                "?cursor=" + Base64.getUrlEncoder().encodeToString("from 0".getBytes(StandardCharsets.UTF_8))))
            for (String list : List.of("/api/sandbox", "/api/sandbox/paginated"))
                assertThat(thief.get(list + query).body()).doesNotContain(box).doesNotContain("acme");
        assertThat(thief.get("/api/snapshots?limit=200").body()).doesNotContain(secret).doesNotContain("\"secret\"");
        assertThat(thief.get("/api/snapshots?sourceSandboxId=" + box).json().get("items")).isEmpty();
    }

    @Test
    void aSnapshotOfAnotherOrganisationHasNoNameIdOrDigestThatOpensIt() throws Exception {
        String digest = owner.get("/api/snapshots/secret").text("digest");
        String hex = digest.substring(digest.indexOf(':') + 1);
        String derived = UUID.nameUUIDFromBytes("acme/secret".getBytes(StandardCharsets.UTF_8)).toString();
        for (String reference : List.of("secret", "acme/secret", secret, derived, digest, hex, hex.substring(0, 12),
                "mallory/../acme/secret", "../acme/secret", "acme//secret", "acme/secret.fixture", "./acme/secret")) {
            String path = "/api/snapshots/" + RunningServer.encoded(reference);
            assertThat(thief.get(path).status()).as(reference).isIn(400, 404);
            assertThat(thief.send("DELETE", path, "").status()).as(reference).isIn(400, 404);
            assertThat(thief.post(path + "/visibility/public", "").status()).as(reference).isIn(400, 404);
            assertThat(thief.post("/api/sandbox", Map.of("snapshot", reference)).status())
                    .as(reference).isIn(400, 404);
            assertThat(thief.post("/api/snapshots", Map.of("name", "copy", "imageName", reference))
                    .status()).as(reference).isIn(400, 404);
        }
        assertThat(owner.get("/api/snapshots/secret").text("id")).isEqualTo(secret);
    }

    @Test
    void aStoppedSandboxIsNoSnapshotThatAnybodyCanName() throws Exception {
        String stopped = owner.create(Map.of("name", "resting"));
        owner.post("/api/sandbox/resting/stop", "");
        for (Client each : List.of(owner, thief))
            for (String reference : List.of("stopped+" + stopped, "acme/stopped+" + stopped)) {
                assertThat(each.get("/api/snapshots/" + RunningServer.encoded(reference)).status()).isEqualTo(404);
                assertThat(each.get("/api/snapshots?limit=200").body()).doesNotContain("stopped+");
                assertThat(each.post("/api/sandbox", Map.of("snapshot", reference)).status())
                        .isEqualTo(404);
            }
        assertThat(owner.post("/api/sandbox/" + box + "/snapshot", Map.of("name", "stopped+" + stopped))
                .status()).isEqualTo(400);
        assertThat(owner.post("/api/sandbox/resting/start", "").text("state")).isEqualTo("started");
        owner.send("DELETE", "/api/sandbox/resting", "");
    }

    @Test
    void aPublicSnapshotCanBeForkedByEverybodyAndChangedByItsOwnOnly() throws Exception {
        owner.post("/api/sandbox/" + box + "/snapshot", "{\"name\":\"shared\"}");
        assertThat(owner.post("/api/snapshots/shared/visibility/public", "").status()).isEqualTo(200);
        String path = "/api/snapshots/" + RunningServer.encoded("acme/shared");
        assertThat(thief.get(path).status()).isEqualTo(200);
        Answer fork = thief.post("/api/sandbox", "{\"snapshot\":\"acme/shared\"}");
        assertThat(thief.run(fork.text("id"), "cat /tmp/state")).isEqualTo("treasure");
        assertThat(thief.send("DELETE", path, "").status()).isEqualTo(403);
        assertThat(thief.post(path + "/visibility/private", "").status()).isEqualTo(403);
        assertThat(thief.get("/api/snapshots/shared").status()).isEqualTo(404);
        owner.post("/api/snapshots/shared/visibility/organisation", "");
        assertThat(thief.get(path).status()).isEqualTo(404);
        thief.send("DELETE", "/api/sandbox/" + fork.text("id"), "");
    }

    @Test
    void aPrivateSnapshotIsItsUsersOnly() throws Exception {
        Client colleague = server.client("acme", "bob");
        owner.post("/api/sandbox/" + box + "/snapshot", "{\"name\":\"diary\"}");
        assertThat(colleague.get("/api/snapshots/diary").status()).isEqualTo(200);
        owner.post("/api/snapshots/diary/visibility/private", "");
        String id = owner.get("/api/snapshots/diary").text("id");
        for (String reference : List.of("diary", "acme%2Fdiary", id)) {
            assertThat(colleague.get("/api/snapshots/" + reference).status()).isEqualTo(404);
            assertThat(colleague.send("DELETE", "/api/snapshots/" + reference, "").status()).isEqualTo(404);
            assertThat(colleague.post("/api/snapshots/" + reference + "/visibility/public", "").status())
                    .isEqualTo(404);
        }
        assertThat(colleague.names("/api/snapshots")).doesNotContain("diary");
        assertThat(owner.names("/api/snapshots")).contains("diary");
    }

    @Test
    void aSignatureOpensOneFileOfOneSandboxByOneMethod() throws Exception {
        String mine = thief.create(Map.of("name", "other"));
        thief.run(mine, "echo other > /tmp/state");
        String key = owner.get("/api/sandbox/" + box + "/signing-key").json().stringValue();
        String right = signature(key, "GET", "/tmp/state", "0");
        assertThat(signed("GET", box, "/tmp/state", "0", right)).isEqualTo(200);
        assertThat(signed("GET", mine, "/tmp/state", "0", right)).isEqualTo(401);
        assertThat(signed("GET", box, "/tmp/other", "0", right)).isEqualTo(401);
        assertThat(signed("GET", box, "/tmp/state", "9999999999", right)).isEqualTo(401);
        assertThat(signed("GET", box, "/tmp/state", "1", signature(key, "GET", "/tmp/state", "1"))).isEqualTo(403);
        assertThat(signed("POST", box, "/tmp/state", "0", right)).isEqualTo(401);
        String theirs = thief.get("/api/sandbox/" + mine + "/signing-key").json().stringValue();
        assertThat(signed("GET", box, "/tmp/state", "0", signature(theirs, "GET", "/tmp/state", "0")))
                .isEqualTo(401);
        owner.post("/api/sandbox/" + box + "/signing-key/rotate", "");
        assertThat(signed("GET", box, "/tmp/state", "0", right)).isEqualTo(401);
        Answer wrong = server.withKey("none").get("/toolbox/" + box + query("/tmp/state", "0", "v1_x"));
        Answer nobody = server.withKey("none")
                .get("/toolbox/" + UUID.randomUUID() + query("/tmp/state", "0", "v1_x"));
        assertThat(nobody.status()).isEqualTo(wrong.status());
        assertThat(nobody.text("message")).isEqualTo(wrong.text("message"));
        thief.send("DELETE", "/api/sandbox/other", "");
    }

    private static String signature(String key, String method, String path, String expires) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(
                ("v1:files:" + method + ":" + path + ":" + expires).getBytes(StandardCharsets.UTF_8)));
    }

    private static String query(String path, String expires, String signature) {
        return "/files/download?path=" + path + "&expires=" + expires + "&signature=" + signature;
    }

    private static int signed(String method, String sandbox, String path, String expires, String signature)
            throws Exception {
        String query = query(path, expires, signature);
        return server.withKey("none").send(method, "/toolbox/" + sandbox
                + (method.equals("GET") ? query : query.replace("/download", "/upload-v2")), "").status();
    }

    @Test
    void theSocketTellsNobodyOfAnotherOrganisation() throws Exception {
        var heard = new Heard();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = heard.connect(client, thief.key());
            String mine = thief.create(Map.of("name", "told"));
            owner.post("/api/sandbox/" + box + "/public/true", "");
            String theirs = owner.create(Map.of("name", "quiet"));
            owner.send("DELETE", "/api/sandbox/quiet", "");
            thief.send("DELETE", "/api/sandbox/told", "");
            List<String> frames = heard.until(mine, "destroyed");
            assertThat(frames).anyMatch(frame -> frame.contains(mine)).noneMatch(frame -> frame.contains(theirs))
                    .noneMatch(frame -> frame.contains(box));
            socket.abort();
        }
    }

    @Test
    void whoseKeyIsRevokedIsRefusedAndHearsNoMore() throws Exception {
        Client leaver = server.client("acme", "leaver");
        String id = server.server.keys().list().stream().filter(key -> key.user().equals("leaver")).findFirst()
                .orElseThrow().id();
        var heard = new Heard();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = heard.connect(client, leaver.key());
            assertThat(leaver.get("/api/sandbox").status()).isEqualTo(200);
            server.server.keys().revoke(id);
            while (leaver.get("/api/sandbox").status() != 401) Thread.sleep(100);
            String after = owner.create(Map.of("name", "after"));
            assertThat(heard.end()).noneMatch(frame -> frame.contains(after));
            socket.abort();
            var again = new Heard();
            again.open(client, leaver.key());
            assertThat(again.end()).anyMatch(frame -> frame.startsWith("44"));
        }
        owner.send("DELETE", "/api/sandbox/after", "");
    }

    /// Frames of the event socket.
    private static final class Heard implements WebSocket.Listener {

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        WebSocket open(HttpClient client, String key) throws Exception {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.server.port()
                            + "/api/socket.io/?EIO=4&transport=websocket"), this)
                    .get(1, TimeUnit.MINUTES);
            socket.sendText("40" + Client.json(Map.of("token", key)), true).get(1, TimeUnit.MINUTES);
            return socket;
        }

        WebSocket connect(HttpClient client, String key) throws Exception {
            WebSocket socket = open(client, key);
            until("40", "sid");
            return socket;
        }

        List<String> until(String... all) throws InterruptedException {
            List<String> before = new ArrayList<>();
            while (true) {
                String frame = frames.poll(1, TimeUnit.MINUTES);
                assertThat(frame).as("after " + before).isNotNull().isNotEqualTo("END");
                before.add(frame);
                if (List.of(all).stream().allMatch(frame::contains)) return before;
            }
        }

        List<String> end() throws InterruptedException {
            List<String> before = new ArrayList<>();
            while (true) {
                String frame = frames.poll(1, TimeUnit.MINUTES);
                assertThat(frame).as("after " + before).isNotNull();
                if (frame.equals("END")) return before;
                before.add(frame);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            frames.add("END");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            frames.add("END");
        }
    }

    @Test
    void anOrganisationHasAtMostItsSandboxesAlsoIfItAsksForAllAtOnceAndOthersStillGetTheirs() throws Exception {
        Client many = server.client("many", "max");
        List<Integer> answers = atOnce(40, i -> many.post("/api/sandbox", "{\"name\":\"m" + i + "\"}").status());
        assertThat(answers).containsOnly(200, 403);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(24);
        thief.create(Map.of("name", "mine"));
        assertThat(many.post("/api/sandbox/m0", "").status()).isEqualTo(404);
        for (String name : many.names("/api/sandbox")) many.send("DELETE", "/api/sandbox/" + name, "");
        assertThat(many.post("/api/sandbox", "{\"name\":\"again\"}").status()).isEqualTo(200);
        many.send("DELETE", "/api/sandbox/again", "");
        thief.send("DELETE", "/api/sandbox/mine", "");
    }

    @Test
    void oneNameIsOneSandboxAndOneSnapshotHoweverManyAskForItAtOnce() throws Exception {
        List<Integer> answers = atOnce(16, _ -> thief.post("/api/sandbox", "{\"name\":\"only\"}").status());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(thief.names("/api/sandbox")).containsOnlyOnce("only");
        List<Integer> frozen = atOnce(16,
                _ -> thief.post("/api/sandbox/only/snapshot", "{\"name\":\"once\"}").status());
        assertThat(frozen).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(thief.names("/api/snapshots")).containsOnlyOnce("once");
        // the same names are free in every other organisation
        assertThat(owner.post("/api/sandbox", "{\"name\":\"only\"}").status()).isEqualTo(200);
        for (Client each : List.of(owner, thief)) each.send("DELETE", "/api/sandbox/only", "");
        thief.send("DELETE", "/api/snapshots/once", "");
    }

    private interface Attempt {
        int number(int i) throws Exception;
    }

    private static List<Integer> atOnce(int count, Attempt attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(() -> attempt.number(number));
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(all)) answers.add(each.get());
            return answers;
        }
    }

    @Test
    void whoeverHasNoRoomLeftIsToldSoAndNobodyElseIsTouched() throws Exception {
        Client small = server.client("small", "sam");
        server.server.machine().store().quota(new Organisation("small"), Optional.of(1_000_000L));
        String full = small.create(Map.of("name", "full"));
        small.run(full, "head -c 3000000 /dev/urandom > /tmp/big");
        for (String call : List.of("/snapshot", "/stop", "/fork")) {
            Answer refused = small.post("/api/sandbox/full" + call, "{\"name\":\"big\"}");
            assertThat(refused.status()).as(call).isEqualTo(403);
            assertThat(refused.text("message")).contains("small");
        }
        assertThat(small.run(full, "wc -c < /tmp/big")).isEqualTo("3000000");
        assertThat(owner.post("/api/sandbox/" + box + "/snapshot", "{\"name\":\"fits\"}").status()).isEqualTo(200);
        small.send("DELETE", "/api/sandbox/full", "");
    }
}
