package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import tools.jackson.databind.json.JsonMapper;

/// A server that is killed with SIGKILL at any moment: the next one has everything that was acknowledged, and of the
/// sandboxes that ran only records.
@Tag("sandbox")
class KilledServerIT {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int KILLS = 5;
    /// Stands in the arguments of a process of each sandbox.
    private static final String MARK = "98765432";

    @TempDir
    Path folder;

    private final Random moments = new Random(17);
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Queue<String> snapshots = new ConcurrentLinkedQueue<>();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final Queue<String> stopped = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void noKillLosesWhatWasAcknowledgedOrLeavesWhatRan() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int round = 0; round < KILLS; round++) {
                Process process = server();
                String url = url(process);
                var calls = new Calls(client, url, keys.peek());
                check(calls);
                if (round == 0) quota("5GB");
                List<Thread> busy = busy(calls, round);
                int before = ran.size();
                while (ran.size() < before + 2 && failures.isEmpty()) Thread.sleep(20);
                Thread.sleep(moments.nextInt(1500));
                process.destroyForcibly().waitFor();
                for (Thread each : busy) each.join();
                assertThat(failures).isEmpty();
                nothingIsLeftOf(process.pid());
            }
            Process last = server();
            check(new Calls(client, url(last), keys.peek()));
            last.destroy();
            assertThat(last.waitFor()).isIn(0, 143);
            assertThat(launch("quota", "show")).contains("main").contains("5");
        }
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(snapshots).isNotEmpty();
        assertThat(stopped).isNotEmpty();
    }

    private ProcessBuilder frostbench(String... arguments) {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("frostbench").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "err.log")));
        builder.environment().put("FROSTBENCH_STORE", folder.resolve("store").toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        return builder;
    }

    private String launch(String... arguments) throws Exception {
        Process process = frostbench(arguments).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(() -> said + errors()).isZero();
        return said;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("err.log"));
        } catch (IOException none) {
            return "";
        }
    }

    private void quota(String size) throws Exception {
        launch("quota", "set", "main", size);
    }

    private Process server() throws Exception {
        return frostbench("serve", "--listen", "127.0.0.1:0", "--data", folder.resolve("data").toString(),
                "--snapshot", "host").start();
    }

    /// The address of a server that has begun to serve; the first one shows a key, too.
    private String url(Process process) throws IOException {
        String url = null;
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("DAYTONA_API_URL=")) url = line.substring(line.indexOf('=') + 1).strip();
            if (line.contains("DAYTONA_API_KEY=")) {
                if (keys.isEmpty()) keys.add(line.substring(line.indexOf('=') + 1).strip());
                return url.substring(0, url.length() - "/api".length());
            }
        }
        throw new AssertionError("the server did not start: " + errors());
    }

    /// Callers that make sandboxes, stop some, take snapshots and make keys until the server is gone.
    private List<Thread> busy(Calls calls, int round) {
        List<Thread> all = new ArrayList<>();
        for (int caller = 0; caller < 3; caller++) {
            String name = "r" + round + "c" + caller;
            all.add(Thread.ofVirtual().start(() -> untilGone(i -> live(calls, name + "i" + i, i))));
        }
        all.add(Thread.ofVirtual().start(() -> untilGone(i -> {
            if (i == 0) keys.add(launch("serve", "key", "create", "--data", folder.resolve("data").toString()).strip());
            else
                throw new IOException("one a round");
        })));
        return all;
    }

    private interface Step {
        void take(int i) throws Exception;
    }

    private void untilGone(Step step) {
        try {
            for (int i = 0; i < 40; i++) step.take(i);
        } catch (IOException gone) {
            // the server is, as it is meant to be
        } catch (Exception | AssertionError failure) {
            failures.add(failure);
        }
    }

    private void live(Calls calls, String name, int i) throws Exception {
        assertThat(calls.post("/api/sandbox", Map.of("name", name)).status).isEqualTo(200);
        if (i % 3 != 1) ran.add(name);
        assertThat(calls.post("/toolbox/" + name + "/process/execute", Map.of("command",
                "echo " + name + " > /tmp/state; sleep " + MARK + " > /dev/null 2>&1 &")).status).isEqualTo(200);
        if (i % 3 == 1) {
            assertThat(calls.post("/api/sandbox/" + name + "/stop", Map.of()).status).isEqualTo(200);
            stopped.add(name);
        } else {
            assertThat(calls.post("/api/sandbox/" + name + "/snapshot", Map.of("name", "of-" + name)).status)
                    .isEqualTo(200);
            snapshots.add("of-" + name);
        }
    }

    /// That a server has what earlier ones acknowledged.
    private void check(Calls calls) throws Exception {
        for (String key : keys)
            assertThat(new Calls(calls.client, calls.url, key).get("/api/sandbox").status).as(key).isEqualTo(200);
        for (String name : snapshots) assertThat(calls.get("/api/snapshots/" + name).status).as(name).isEqualTo(200);
        for (String name : ran) {
            JsonNode record = calls.get("/api/sandbox/" + name).json();
            assertThat(record.get("state").stringValue()).as(name).isEqualTo("error");
            assertThat(record.get("errorReason").stringValue()).contains("the server that ran this sandbox has ended");
            assertThat(calls.post("/api/sandbox", Map.of("name", name)).status).isEqualTo(409);
            assertThat(calls.post("/toolbox/" + name + "/process/execute", Map.of("command", "true")).status)
                    .isEqualTo(409);
        }
        for (String name : stopped)
            assertThat(calls.get("/api/sandbox/" + name).json().get("state").stringValue()).as(name)
                    .isEqualTo("stopped");
        String start = stopped.poll();
        if (start != null) {
            assertThat(calls.post("/api/sandbox/" + start + "/start", Map.of()).status).isEqualTo(200);
            assertThat(calls.post("/toolbox/" + start + "/process/execute", Map.of("command", "cat /tmp/state"))
                    .json().get("result").stringValue().strip()).isEqualTo(start);
            ran.add(start);
        }
        String snapshot = snapshots.peek();
        if (snapshot == null) return;
        String fork = calls.post("/api/sandbox", Map.of("snapshot", snapshot)).json().get("id").stringValue();
        assertThat(calls.post("/toolbox/" + fork + "/process/execute", Map.of("command", "cat /tmp/state")).json()
                .get("result").stringValue().strip()).isEqualTo(snapshot.substring("of-".length()));
    }

    /// A killed server takes its sandboxes with it: waits until no process of them is there.
    private void nothingIsLeftOf(long server) throws Exception {
        while (marked()) Thread.sleep(50);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(folder.toString());
        launch("doctor"); // whoever comes next takes away the cgroups of killed processes
        assertThat(groupsOf(Path.of("/sys/fs/cgroup"), server)).isEmpty();
    }

    private static List<Path> groupsOf(Path root, long server) throws IOException {
        try (Stream<Path> all = Files.find(root, 6, (path, kind) -> kind.isDirectory()
                && path.getFileName().toString().equals("frostbench-" + server))) {
            return all.toList();
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

    private record Answer(int status, String body) {

        JsonNode json() {
            return MAPPER.readTree(body);
        }
    }

    /// A caller with a key. A server that is gone is an IOException.
    private record Calls(HttpClient client, String url, String key) {

        Answer get(String path) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
        }

        Answer post(String path, Object body) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(url + path))
                    .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body))));
        }

        private Answer send(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> answer = client.send(request.header("Authorization", "Bearer " + key).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        }
    }
}
