package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one organisation tries on another by the calls of version 2, and creates that are sent again.
@Tag("sandbox")
class Version2AttacksTest {

    private static RunningServer server;
    private static Client owner;
    private static Client thief;
    private static String box;
    private static String own;
    private static String image;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(10, 100_000);
        owner = server.client("acme", "ann");
        thief = server.client("mallory", "eve");
        box = owner.create(Map.of("name", "box"));
        own = thief.create(Map.of("name", "own"));
        owner.run(box, "echo treasure > /tmp/state");
        image = owner.post("/v2/sandboxes/" + box + "/images", Map.of("name", "secret")).is(200).text("id");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "DELETE ", "POST /start", "POST /resume", "POST /stop", "POST /pause", "POST /fork",
            "POST /images", "POST /snapshots"})
    void aSandboxOfAnotherOrganisationIsAnsweredAsOneThatIsNot(String call) throws Exception {
        alike(call, "/v2/sandboxes/");
        assertThat(owner.get("/v2/sandboxes/box").text("status")).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /processes", "GET /processes/p1", "DELETE /processes/p1", "GET /processes/p1/wait",
            "GET /processes/p1/logs", "POST /processes/p1/signals", "GET /files?path=/",
            "DELETE /files?path=/tmp/state",
            "GET /files/download?path=/tmp/state", "POST /files/bulk-download"})
    void nothingIsDoneInsideASandboxOfAnotherOrganisation(String call) throws Exception {
        alike(call, "/v2/toolbox/");
        assertThat(owner.run(box, "cat /tmp/state")).isEqualTo("treasure");
    }

    private static void alike(String call, String before) throws Exception {
        String method = call.substring(0, call.indexOf(' '));
        String rest = call.substring(method.length() + 1);
        String nobody = UUID.randomUUID().toString();
        Answer nothing = thief.send(method, before + nobody + rest, "{\"command\":\"rm /tmp/state\"}").is(404);
        for (String reference : List.of(box, "box")) {
            Answer answer = thief.send(method, before + reference + rest, "{\"command\":\"rm /tmp/state\"}").is(404);
            assertThat(answer.text("message").replace("'" + reference + "'", "'" + nobody + "'"))
                    .isEqualTo(nothing.text("message"));
        }
    }

    @Test
    void anImageOfAnotherOrganisationHasNoNameOrIdThatOpensIt() throws Exception {
        String id = image.substring(image.indexOf('_') + 1);
        for (String reference : List.of(image, id, "secret", "img_secret", "acme/secret", "img_acme/secret")) {
            String path = "/v2/images/" + RunningServer.encoded(reference);
            assertThat(thief.get(path).status()).as(reference).isEqualTo(404);
            assertThat(thief.delete(path).status()).as(reference).isEqualTo(404);
            assertThat(thief.post("/v2/sandboxes", Map.of("image", reference)).status()).as(reference).isEqualTo(404);
            assertThat(thief.post("/v2/sandboxes/from-snapshot", Map.of("snapshot", reference)).status())
                    .as(reference).isEqualTo(404);
        }
        owner.get("/v2/images/" + image).is(200);
    }

    @Test
    void aRepeatedCreateGivesOneSandboxAndOnlyToItsOrganisation() throws Exception {
        String first = created(owner, "a key", "{}").is(200).text("id");
        assertThat(created(owner, "a key", "{}").is(200).text("id")).isEqualTo(first);
        assertThat(created(owner, "a key", "{\"cpu\":1}").is(409).text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        String theirs = created(thief, "a key", "{}").is(200).text("id");
        assertThat(theirs).isNotEqualTo(first);
        owner.delete("/v2/sandboxes/" + first).is(200);
        String second = created(owner, "a key", "{\"cpu\":1}").is(200).text("id");
        assertThat(second).isNotEqualTo(first);
        thief.delete("/v2/sandboxes/" + theirs).is(200);
        owner.delete("/v2/sandboxes/" + second).is(200);
    }

    @Test
    void aCreateThatFailedIsTriedAgainUnderItsKey() throws Exception {
        created(owner, "failing", "{\"image\":\"not-there\"}").is(404);
        String made = created(owner, "failing", "{}").is(200).text("id");
        owner.delete("/v2/sandboxes/" + made).is(200);
        created(owner, "x".repeat(257), "{}").is(400);
    }

    private static Answer created(Client by, String key, String wish) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(by.url() + "/v2/sandboxes")).timeout(Client.PATIENCE)
                .header("Authorization", "Bearer " + by.key()).header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(wish));
        return Answer.of(by.http().send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}
