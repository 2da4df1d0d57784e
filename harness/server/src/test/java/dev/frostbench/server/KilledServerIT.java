package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server that is killed with SIGKILL at any moment: the next one has everything that was acknowledged, and only
/// records of the sandboxes that ran.
@Tag("sandbox")
class KilledServerIT {

    private static final int KILLS = 4;
    private static final int CALLERS = 3;
    /// Stands in the arguments of a process in each sandbox.
    private static final String MARK = "98765432";

    private static final List<Map<String, String>> NOTES = List.of(Map.of("volumeId", "notes", "mountPath", "/data"));

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random moments = new Random(17);
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Queue<String> snapshots = new ConcurrentLinkedQueue<>();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final Queue<String> stopped = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void noKillLosesWhatWasAcknowledgedOrLeavesWhatRan() throws Exception {
        long killed = 0;
        for (int round = 0; round < KILLS; round++) {
            try (LaunchedServer server = LaunchedServer.start(folder, "host")) {
                noGroupIsLeftOf(killed);
                if (round == 0) server.frostbench("quota", "set", "main", "5GB");
                if (keys.isEmpty()) keys.add(server.newKey("main"));
                var client = new Client(http, server.url(), keys.peek());
                hasWhatWasAcknowledged(client);
                List<Thread> busy = busy(server, client, round);
                for (int before = ran.size(); ran.size() < before + 2 && failures.isEmpty();) Thread.sleep(20);
                Thread.sleep(moments.nextInt(1500));
                killed = server.kill();
                for (Thread each : busy) each.join();
                String printed = server.printed();
                assertThat(failures).as("failures; the server printed: %s", printed).isEmpty();
                nothingRuns();
            }
        }
        try (LaunchedServer last = LaunchedServer.start(folder, "host")) {
            noGroupIsLeftOf(killed);
            hasWhatWasAcknowledged(new Client(http, last.url(), keys.peek()));
            assertThat(last.frostbench("quota", "show")).contains("main").contains("5");
        }
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(snapshots).isNotEmpty();
        assertThat(ran).isNotEmpty();
    }

    @Test
    void aKillLosesNoVolumeAndNothingThatIsInIt() throws Exception {
        String key;
        try (LaunchedServer server = LaunchedServer.start(folder, "host")) {
            key = server.newKey("main");
            var client = new Client(http, server.url(), key);
            client.post("/api/volumes", Map.of("name", "notes")).is(200);
            client.post("/api/volumes", Map.of("name", "empty")).is(200);
            client.run(client.create(Map.of("name", "writer", "volumes", NOTES)), "echo kept > /data/note; sync");
            server.kill();
        }
        try (LaunchedServer server = LaunchedServer.start(folder, "host")) {
            var client = new Client(http, server.url(), key);
            assertThat(client.run(client.create(Map.of("volumes", NOTES)), "cat /data/note")).isEqualTo("kept");
            client.get("/api/volumes/by-name/empty").is(200);
            client.delete("/api/volumes/" + client.get("/api/volumes/by-name/notes").text("id")).is(409);
            isAnErrorOfItsName(client, "writer");
        }
    }

    /// Callers that make sandboxes, stop some, take snapshots of others and make a key, until the server is gone.
    private List<Thread> busy(LaunchedServer server, Client client, int round) {
        List<Thread> all = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "r" + round + "c" + caller;
            all.add(Thread.ofVirtual().start(() -> untilGone(() -> {
                for (int i = 0; i < 40; i++) live(client, name + "i" + i, i % 3 == 1);
            })));
        }
        all.add(Thread.ofVirtual().start(() -> untilGone(() -> keys.add(server.newKey("main")))));
        return all;
    }

    private interface Work {
        void perform() throws Exception;
    }

    private void untilGone(Work work) {
        try {
            work.perform();
        } catch (IOException gone) {
            // the server is, as it is meant to be
        } catch (Exception | AssertionError failure) {
            failures.add(failure);
        }
    }

    private void live(Client client, String name, boolean stops) throws Exception {
        client.create(Map.of("name", name));
        if (!stops) ran.add(name);
        client.run(name, "echo " + name + " > /tmp/state; sleep " + MARK + " > /dev/null 2>&1 &");
        if (stops) {
            client.post("/api/sandbox/" + name + "/stop", Map.of()).is(200);
            stopped.add(name);
        } else {
            client.post("/api/sandbox/" + name + "/snapshot", Map.of("name", "of-" + name)).is(200);
            snapshots.add("of-" + name);
        }
    }

    private void hasWhatWasAcknowledged(Client client) throws Exception {
        for (String key : keys) new Client(http, client.url(), key).get("/api/sandbox").is(200);
        for (String name : snapshots) client.get("/api/snapshots/" + name).is(200);
        for (String name : ran) isAnErrorOfItsName(client, name);
        for (String name : stopped)
            assertThat(client.get("/api/sandbox/" + name).is(200).text("state")).as(name).isEqualTo("stopped");
        String started = stopped.poll();
        if (started != null) {
            client.post("/api/sandbox/" + started + "/start", Map.of()).is(200);
            assertThat(client.run(started, "cat /tmp/state")).isEqualTo(started);
            ran.add(started);
        }
        String snapshot = snapshots.peek();
        if (snapshot == null) return;
        String fork = client.create(Map.of("snapshot", snapshot));
        assertThat("of-" + client.run(fork, "cat /tmp/state")).isEqualTo(snapshot);
    }

    private static void isAnErrorOfItsName(Client client, String name) throws Exception {
        JsonNode record = client.get("/api/sandbox/" + name).is(200).json();
        assertThat(record.get("state").stringValue()).as(name).isEqualTo("error");
        assertThat(record.get("errorReason").stringValue()).contains("the server that ran this sandbox has ended");
        client.post("/api/sandbox", Map.of("name", name)).is(409);
        client.post("/toolbox/" + name + "/process/execute", Map.of("command", "true")).is(409);
    }

    /// A killed server takes its sandboxes with it: waits until no process of them is there.
    private void nothingRuns() throws Exception {
        while (marked()) Thread.sleep(50);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(folder.toString());
    }

    /// Whoever comes next takes away the cgroups of what was killed.
    private static void noGroupIsLeftOf(long server) throws IOException {
        try (Stream<Path> groups = Files.find(Path.of("/sys/fs/cgroup"), 6, (path, kind) -> kind.isDirectory()
                && path.getFileName().toString().equals("frostbench-" + server))) {
            assertThat(groups).isEmpty();
        }
    }

    private static boolean marked() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(each -> each.getFileName().toString().matches("\\d+")).anyMatch(each -> {
                try {
                    return Arrays.asList(Files.readString(each.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .split("\0")).contains(MARK);
                } catch (IOException ended) {
                    return false;
                }
            });
        }
    }
}
