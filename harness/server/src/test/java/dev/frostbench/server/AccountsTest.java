package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.server.Client;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an organisation is told of itself, over a real server.
@Tag("sandbox")
class AccountsTest {

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(7, 10_000);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void usageIsOfOneOrganisation() throws Exception {
        Client acme = server.client("acme");
        Client other = server.client("other");
        server.server.machine().store().quota(new Organisation("acme"), Optional.of(2_000_000_000L));
        String box = acme.create(Map.of("name", "box"));
        acme.run(box, "head -c 2000000 /dev/urandom > /tmp/two");
        acme.post("/api/sandbox/box/snapshot", Map.of("name", "two")).is(200);
        acme.create(Map.of("name", "resting"));
        acme.post("/api/sandbox/resting/stop", Map.of()).is(200);
        JsonNode usage = acme.get("/api/usage").is(200).json();
        assertThat(usage.get("organization").stringValue()).isEqualTo("acme");
        assertThat(usage.get("sandboxes").toString())
                .isEqualTo("{\"most\":7,\"states\":{\"started\":1,\"stopped\":1}}");
        assertThat(usage.get("snapshots").get("bytes").longValue()).isBetween(2_000_000L, 2_000_000_000L);
        assertThat(usage.get("snapshots").get("quotaBytes").longValue()).isEqualTo(2_000_000_000L);
        assertThat(usage.get("snapshots").get("mostBytes").longValue())
                .isGreaterThanOrEqualTo(usage.get("snapshots").get("bytes").longValue());
        JsonNode none = other.get("/api/usage").is(200).json();
        assertThat(none.get("sandboxes").toString()).isEqualTo("{\"most\":7,\"states\":{}}");
        assertThat(none.get("snapshots").get("bytes").longValue()).isZero();
        assertThat(none.get("snapshots").get("quotaBytes").isNull()).isTrue();
        assertThat(server.log).isEmpty();
    }

    @Test
    void theAuditLogSaysWhoDidWhatInOneOrganisationOnly() throws Exception {
        Client ann = server.client("firm", "ann");
        Client bob = server.client("firm", "bob");
        Client other = server.client("rival", "eve");
        String box = ann.create(Map.of("name", "box"));
        bob.delete("/api/sandbox/box").is(200);
        String theirs = other.create(Map.of());
        List<String> told = bob.get("/api/audit").is(200).json().get("items").valueStream()
                .map(entry -> entry.get("user").stringValue() + " " + entry.get("action").stringValue() + " "
                        + entry.get("target").stringValue())
                .toList();
        assertThat(told).containsExactly("bob delete " + box, "ann create " + box);
        assertThat(bob.get("/api/audit?limit=1").is(200).json().get("items")).hasSize(1);
        bob.get("/api/audit?limit=x").is(400);
        assertThat(other.get("/api/audit").is(200).body()).contains(theirs).doesNotContain(box);
        server.withKey("none").get("/api/audit").is(401);
    }
}
