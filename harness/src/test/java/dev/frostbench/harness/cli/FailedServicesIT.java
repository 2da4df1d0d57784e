package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A suite of two parts: one has no service, and that of the other cannot be made to run. What it spoils are its own
/// tasks, and they are tried again once it can.
///
/// Without `FROSTBENCH_CRIU` it is skipped. With it, a machine that cannot do it fails the test.
@Tag("sandbox")
class FailedServicesIT {

    private static final String SERVER = "import http.server; http.server.HTTPServer(('127.0.0.1', 8124),"
            + " http.server.BaseHTTPRequestHandler).serve_forever()";
    private static final String READY = "python3 -c \"import socket;"
            + " socket.create_connection(('127.0.0.1', 8124)).close()\"";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void store() throws Exception {
        ServicesIT.store(folder, environment);
        for (String part : List.of("plain", "served")) {
            Files.write(folder.resolve(part + ".jsonl"), List.of(ServicesIT.row(part + "-0", "import answer"),
                    ServicesIT.row(part + "-1", "import answer; assert answer.square(2) == 4")));
            Files.write(folder.resolve(part + "-answers.jsonl"),
                    List.of(ServicesIT.answer(part + "-0", "def square(n): return n"),
                            ServicesIT.answer(part + "-1", "def square(n): return n")));
        }
    }

    @Test
    void itsTasksAreErrorsAndTheOthersAreScored() throws Exception {
        suite("import sys; sys.exit('no state to load')", READY, "60s");
        Launched run = run().ended(3);
        assertThat(run.err()).contains(folder.resolve("suite.yaml") + ": the service of part 'served' in fixture 'host'"
                + " cannot be used: the command ended with exit code 1 before it was ready",
                "let it stay in the foreground", "no state to load", "2 of 4 tasks are 'error'",
                "2 samples (served-0, served-1): its service does not run",
                "mend the suite's service in fixture 'host'");
        assertThat(scores()).contains("plain-0,0,resolved", "plain-1,0,unresolved", "served-0,0,error,false",
                "served-1,0,error,false");

        assertThat(run("--resume", "--retry", "infra").ended(3).err()).contains("2 known already, 2 to try");
        suite(SERVER, READY, "60s");
        assertThat(run("--resume", "--retry", "infra").ended(0).err()).contains("was started and frozen",
                "2 known already, 2 to try");
        assertThat(scores()).contains("plain-0,0,resolved", "plain-1,0,unresolved", "served-0,0,resolved",
                "served-1,0,unresolved").doesNotContain("error");
    }

    @Test
    void aCheckThatNeverSucceedsNamesTheFileTheServiceAndTheCure() throws Exception {
        suite("print('loading', flush=True)\n" + SERVER, "false", "2s");
        Launched run = run("--run-id", "one", "--shard", "1/2").ended(3);
        assertThat(run.err()).containsOnlyOnce("frostbench: " + folder.resolve("suite.yaml")
                + ": the service of part 'served' in fixture 'host' cannot be"
                + " used: the check 'false' has not succeeded within 2.0 s, so nothing is frozen; mend the check, or"
                + " let it take longer; the command printed: loading");
    }

    /// It goes when it is asked for the third time, which is first of all in a fork. With its patience this test would
    /// take an hour.
    @Test
    void aServiceThatDiesInItsForkIsToldAtOnce() throws Exception {
        suite("import http.server, os\n"
                + "class Server(http.server.HTTPServer):\n"
                + "    seen = 0\n"
                + "    def get_request(self):\n"
                + "        self.seen += 1\n"
                + "        if self.seen > 2: print('moved away', flush=True); os._exit(1)\n"
                + "        return super().get_request()\n"
                + "Server(('127.0.0.1', 8124), http.server.BaseHTTPRequestHandler).serve_forever()",
                READY + " && sleep 0.5 && " + READY, "1h");
        Launched run = run().ended(3);
        assertThat(run.err()).contains("suite.yaml: the service of part 'served' in fixture 'host' was frozen,"
                + " and does not run in a fork: it has ended there; let it live on", "moved away");
        assertThat(scores()).contains("plain-0,0,resolved", "served-0,0,error");
        assertThat(frostbench("snapshot", "list").out()).doesNotContain("service/");
    }

    /// CRIU does not freeze a watch of a folder whose path it cannot find.
    @Test
    void whatCriuRefusesToFreezeIsToldInItsWords() throws Exception {
        suite("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
                + "assert libc.inotify_add_watch(libc.inotify_init(), b'/tmp', 2) > 0\n" + SERVER, READY, "60s");
        Launched run = run().ended(3);
        assertThat(run.err())
                .containsOnlyOnce("frostbench: " + folder.resolve("suite.yaml")
                        + ": the service of part 'served' in fixture 'host' cannot be"
                        + " used: the processes cannot be frozen: ")
                .contains("docs/processes.md says what can be")
                .doesNotContain("names no reason", "wrote no log");
        assertThat(scores()).contains("plain-0,0,resolved", "served-0,0,error");
    }

    private void suite(String server, String ready, String patience) throws IOException {
        String service = JsonMapper.shared().writeValueAsString(new TreeMap<>(Map.of("command",
                List.of("python3", "-c", server), "ready", ready, "ready_timeout", patience)));
        String part = "{name: %1$s, kind: command, dataset: %1$s.jsonl, predictions: %1$s-answers.jsonl, fixture: host,"
                + " prediction: {file: /work/answer.py}, files: {/work/check.py: \"{check}\"},"
                + " command: [python3, /work/check.py]%2$s}";
        Files.writeString(folder.resolve("suite.yaml"), "name: two\nparts:\n  - " + part.formatted("plain", "")
                + "\n  - " + part.formatted("served", ", service: " + service) + "\n");
    }

    private Launched run(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", folder.resolve("suite.yaml").toString(), "--out",
                "run"));
        words.addAll(List.of(more));
        return frostbench(words.toArray(String[]::new));
    }

    private String scores() throws IOException {
        return Files.readString(folder.resolve("run/scores.csv"));
    }

    private Launched frostbench(String... words) throws Exception {
        return Launched.launch(folder, environment, words);
    }
}
