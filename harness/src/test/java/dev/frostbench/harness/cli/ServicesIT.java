package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.record.RunRecord.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Suites with a service: an HTTP server with state in its memory, started once, frozen, and found by each task.
///
/// Without `FROSTBENCH_CRIU` it is skipped. With it, a machine that cannot do it fails the test.
@Tag("sandbox")
class ServicesIT {

    /// What it draws at its start differs from start to start, so a task that prints it tells which start it saw.
    static final String SERVER = """
            import http.server, json, os
            state = {'start': os.urandom(8).hex(), 'asked': 0, 'notes': [], 'pid': os.getpid()}
            squares = {str(n): n * n for n in range(100000)}
            class Handler(http.server.BaseHTTPRequestHandler):
                def log_message(self, *words): pass
                def do_GET(self):
                    word = self.path[1:]
                    state['asked'] += 1
                    if word.startswith('note-'): state['notes'].append(word)
                    body = json.dumps(state | {'square': squares.get(word)}).encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.HTTPServer(('127.0.0.1', 8123), Handler).serve_forever()
            """;
    private static final String ASK = """
            import json, urllib.request
            def ask(word): return json.load(urllib.request.urlopen('http://127.0.0.1:8123/' + word))
            """;
    static final String READY = "python3 -c \"" + ASK.strip() + "\nask('0')\"";
    /// One request by the check before the freeze, one by the check in the sandbox, this one.
    static final String CHECK = """
            import answer, ask, time
            seen = ask.ask('note-%1$s')
            print('started', seen['start'])
            assert seen['asked'] == 3 and seen['notes'] == ['note-%1$s'] and seen['pid'] == 1000, seen
            time.sleep(0.3)
            assert answer.square(5) == ask.ask('5')['square'], 'wrong'
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void store() throws Exception {
        store(folder, environment);
        suite(SERVER, READY);
    }

    /// Skips where no processes can be frozen. Else it makes a store in the folder, and has the environment name it.
    static void store(Path folder, Map<String, String> environment) throws Exception {
        assumeTrue(System.getenv("FROSTBENCH_CRIU") != null,
                "FROSTBENCH_CRIU is not set: fixtures/launch/bin/criu-kit");
        BuiltHost.copyTo(folder.resolve("store"));
        environment.put("FROSTBENCH_STORE", folder.resolve("store").toString());
    }

    @Test
    void itIsStartedOnceForTwoRunsAShardedOneAndAKilledOneAndEveryTaskFindsItAsItWas() throws Exception {
        List<String> rows = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String id = "t" + number;
            rows.add(row(id, CHECK.formatted(id)));
            answers.add(answer(id, "def square(n): return n * " + (number % 3 == 2 ? 7 : "n")));
        }
        write(rows, answers);
        Launched first = frostbench("run", "suite.yaml", "--run-id", "one", "--out", "one", "--workers", "2").ended(0);
        assertThat(first.err()).containsOnlyOnce("the service of part 'command' in fixture 'host' was started");
        assertThat(scores("one").get("scores.csv")).contains("t1,0,resolved", "t2,0,unresolved").doesNotContain("err");

        Process killed = start("killed", "--workers", "1");
        while (results("killed").isEmpty()) Thread.sleep(20);
        killed.destroyForcibly().waitFor();
        assertThat(results("killed")).hasSizeLessThan(8);
        List<Launched> later = List.of(
                frostbench("run", "suite.yaml", "--run-id", "one", "--out", "killed", "--resume").ended(0),
                frostbench("run", "suite.yaml", "--run-id", "one", "--out", "first", "--shard", "1/2").ended(0),
                frostbench("run", "suite.yaml", "--run-id", "one", "--out", "second", "--shard", "2/2").ended(0),
                frostbench("merge", "first", "second", "--out", "merged").ended(0));
        assertThat(later).noneMatch(launched -> launched.err().contains("was started"));
        assertThat(scores("killed")).isEqualTo(scores("one"));
        assertThat(scores("merged")).isEqualTo(scores("one"));
        assertThat(Stream.of("one", "killed", "merged").flatMap(this::starts).distinct()).hasSize(1);
        assertThat(Stream.of("one", "killed", "merged").flatMap(this::images).distinct()).hasSize(1);

        Files.move(folder.resolve("store"), folder.resolve("store of another machine"));
        BuiltHost.copyTo(folder.resolve("store"));
        Launched again = frostbench("reproduce", "one", "--out", "again").ended(0);
        assertThat(again.err()).containsOnlyOnce("was started");
        assertThat(again.out()).contains("equal to the byte: ");
        assertThat(starts("again").distinct()).hasSize(1).doesNotContainAnyElementsOf(starts("one").toList());
    }

    /// A service that was changed is another service: results with the earlier one do not count, and its memory goes.
    @Test
    void aChangedServiceIsStartedAnewAndItsEarlierResultsDoNotCount() throws Exception {
        write(List.of(row("t0", CHECK.formatted("t0"))), List.of(answer("t0", "def square(n): return n * n")));
        frostbench("validate", "suite.yaml", "--out", "gold").ended(0);
        frostbench("run", "suite.yaml", "--out", "one").ended(0);
        assertThat(scores("one").get("scores.csv")).contains("t0,0,resolved");
        suite(SERVER.replace("n * n", "n * 3"), READY);
        assertThat(frostbench("run", "suite.yaml", "--out", "one", "--resume").ended(0).err())
                .containsOnlyOnce("was started");
        assertThat(scores("one").get("scores.csv")).contains("t0,0,unresolved");
        assertThat(frostbench("snapshot", "list").out().lines().filter(line -> line.startsWith("service/"))).hasSize(1);
    }

    /// The attackers overwrite the memory of the service that they find, leave files, sockets and notes, end it and
    /// serve in its place. Beside and behind them their honest twins find all as it was.
    @Test
    void whatOneTaskDoesToItsServiceNoOtherSees() throws Exception {
        String attack = """
                import ask, ctypes, os, re, signal, socket, time
                libc = ctypes.CDLL(None, use_errno=True)
                for n in range(20): ask.ask('note-evil')
                start = ask.ask('0')['start'].encode()
                written = 0
                for pid in [each for each in os.listdir('/proc') if each.isdigit() and int(each) != os.getpid()]:
                    try:
                        with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', 'r+b', 0) as memory:
                            for line in maps:
                                found = re.match('([0-9a-f]+)-([0-9a-f]+) rw', line)
                                if not found: continue
                                begin, end = (int(word, 16) for word in found.groups())
                                memory.seek(begin)
                                for at in re.finditer(start, memory.read(end - begin)):
                                    memory.seek(begin + at.start())
                                    written += memory.write(b'evil' * 4)
                    except OSError: pass
                print('overwritten', written, ask.ask('0')['start'])
                for path in ('/tmp/left', '/dev/shm/left'): open(path, 'w').write('left')
                left = socket.socket(socket.AF_UNIX); left.bind('\\0left'); left.listen()
                segment = libc.shmget(4711, 4096, 0o1600)
                os.kill(1000, signal.SIGKILL)
                time.sleep(0.3)
                server = socket.create_server(('127.0.0.1', 8123))
                print('in its place')
                time.sleep(1)
                """;
        String honest = CHECK.formatted("%1$s") + """
                import ctypes, os, socket
                assert not os.path.exists('/tmp/left') and not os.path.exists('/dev/shm/left')
                assert '\\0left' not in open('/proc/net/unix').read() and '@left' not in open('/proc/net/unix').read()
                assert ctypes.CDLL(None).shmget(4711, 4096, 0o600) == -1
                assert 'evil' not in str(ask.ask('0'))
                """;
        List<String> rows = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            rows.add(row("evil" + number, "import answer"));
            answers.add(answer("evil" + number, attack));
            rows.add(row("twin" + number, honest.formatted("twin" + number)));
            answers.add(answer("twin" + number, "def square(n): return n * n"));
        }
        write(rows, answers);
        frostbench("run", "suite.yaml", "--out", "one", "--workers", "2").ended(0);
        for (Result result : record("one"))
            if (result.task().id().startsWith("twin"))
                assertThat(result.grade().verdict().word()).as(printed(result)).isEqualTo("resolved");
            else
            assertThat(printed(result)).as("the attack was one").contains("in its place")
                    .containsPattern("overwritten [1-9]");
    }

    /// The patch gives what the service counts, so it is right only where nobody has asked before.
    @Test
    void eachTrueRunAndEachControlHasAForkOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: own
                kind: swe-bench
                fixture: "own/{instance_id}"
                environments: environments
                timeout: 20s
                service: %s
                """.formatted(service(SERVER, READY)));
        text("environments/own__thing.yaml", """
                repository: own/thing
                folder: ../repository
                log_parser: unittest
                versions:
                  "1": {fixture: host, test_cmd: "python3 -m unittest -v"}
                """);
        text("repository/thing.py", "class Wide(int):\n    __hash__ = int.__hash__\n\n    def __eq__(self, other):\n"
                + "        return True\n\n\ndef two():\n    return 1\n");
        text("repository/test_thing.py", "import unittest\n\n\nclass Thing(unittest.TestCase):\n    pass\n");
        String asks = "return __import__('json').load(__import__('urllib.request').request.urlopen("
                + "'http://127.0.0.1:8123/note-a'))['asked'] - 1";
        write(List.of(ControlsIT.row(0, ControlsIT.change("return 1", "return 2"))),
                List.of(JsonMapper.shared().writeValueAsString(Map.of("instance_id", "own__thing-0",
                        "model_name_or_path", "m", "model_patch", ControlsIT.change("return 1", asks)))));
        frostbench("run", "suite.yaml", "--dataset", "tasks.jsonl", "--predictions", "answers.jsonl", "--control", "3",
                "--out", "one").ended(0);
        Result result = record("one").getFirst();
        assertThat(result.grade().verdict().word()).as(result.grade().why()).isEqualTo("resolved");
        assertThat(result.evidence().observations()).extracting(seen -> seen.pass())
                .contains("main", "repeat 2", "repeat 3", "control", "control 3");
    }

    @Test
    void whatKeepsItFromRunningIsToldBeforeAnythingIsTried() throws Exception {
        write(List.of(row("t0", "pass")), List.of(answer("t0", "pass")));
        environment.put("FROSTBENCH_CRIU", "");
        assertThat(frostbench("run", "suite.yaml", "--out", "none").ended(3).err())
                .contains("part 'command' of ", "FROSTBENCH_CRIU names no folder with CRIU; make a folder of CRIU");
        environment.remove("FROSTBENCH_CRIU");
        assertThat(frostbench("run", "suite.yaml", "--out", "none", "--backend", "docker").ended(2).err())
                .contains("part 'command' has a service", "leave --backend docker out");
        suite("import sys; sys.exit('no state to load')", READY);
        assertThat(frostbench("run", "suite.yaml", "--out", "none").ended(3).err())
                .contains("the service of part 'command' in fixture 'host' cannot be used", "exit code 1",
                        "no state to load");
        suite("import time; print('loading', flush=True); time.sleep(100)", "false");
        assertThat(frostbench("run", "suite.yaml", "--out", "none").ended(3).err())
                .contains("the check 'false' has not succeeded within 4.0 s", "loading");
        Files.writeString(folder.resolve("suite.yaml"), Files.readString(folder.resolve("suite.yaml"))
                .replace("\"ready_timeout\"", "\"ready-timeout\""));
        assertThat(frostbench("run", "suite.yaml", "--out", "none").ended(2).err()).contains("ready-timeout");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(frostbench("snapshot", "list").out()).doesNotContain("service/");
    }

    private void suite(String server, String ready) throws IOException {
        suite(folder, server, ready);
    }

    static void suite(Path folder, String server, String ready) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: squares
                kind: command
                fixture: host
                dataset: tasks.jsonl
                predictions: answers.jsonl
                gold: gold
                prediction: {file: /work/answer.py}
                files: {/work/ask.py: %s, /work/check.py: "{check}"}
                command: [python3, /work/check.py]
                service: %s
                """.formatted(JsonMapper.shared().writeValueAsString(ASK.replace("{", "{{").replace("}", "}}")),
                service(server, ready)));
    }

    private static String service(String server, String ready) {
        return JsonMapper.shared().writeValueAsString(new TreeMap<>(Map.of("command", List.of("python3", "-c", server),
                "ready", ready, "ready_timeout", ready.equals("false") ? "4s" : "60s")));
    }

    static String row(String id, String check) {
        return JsonMapper.shared().writeValueAsString(
                Map.of("task_id", id, "check", check, "gold", "def square(n): return n * n"));
    }

    static String answer(String id, String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("task_id", id, "prediction", text));
    }

    private void write(List<String> rows, List<String> answers) throws IOException {
        Files.write(folder.resolve("tasks.jsonl"), rows);
        Files.write(folder.resolve("answers.jsonl"), answers);
    }

    private void text(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private Map<String, String> scores(String run) throws IOException {
        Map<String, String> scores = new TreeMap<>();
        for (String name : List.of("scores.csv", "tests.csv", "summary.csv", "run.json"))
            scores.put(name, Files.readString(folder.resolve(run).resolve(name)));
        return scores;
    }

    private List<Result> record(String run) throws IOException {
        List<Result> results = new ArrayList<>();
        RecordedRun.read(folder.resolve(run)).record().results().forEach(results::add);
        return results;
    }

    private static String printed(Result result) {
        StringBuilder text = new StringBuilder();
        result.evidence().observations()
                .forEach(seen -> text.append(new String(seen.output(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /// The starts that the tasks of a run saw.
    private Stream<String> starts(String run) {
        return lines(run).filter(line -> line.startsWith("started "));
    }

    /// The images that the tasks of a run were forked from, as their evidence says.
    private Stream<String> images(String run) {
        return lines(run).filter(line -> line.contains("forked from sha256:"));
    }

    /// What the tasks of a run printed, and their notes.
    private Stream<String> lines(String run) {
        try {
            return record(run).stream().flatMap(result -> Stream.concat(printed(result).lines(),
                    result.evidence().notes().stream()));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private List<String> results(String run) throws IOException {
        Path ledger = folder.resolve(run).resolve("ledger.jsonl");
        if (!Files.exists(ledger)) return List.of();
        return Files.readAllLines(ledger).stream().filter(line -> line.contains("\"finished\"")).toList();
    }

    private Process start(String run, String... more) throws IOException {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString(), "run",
                "suite.yaml", "--run-id", "one", "--out", run));
        argv.addAll(List.of(more));
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), run + ".log"));
        builder.environment().putAll(environment);
        builder.environment().put("FROSTBENCH_BUILD", "never");
        return builder.start();
    }

    private Launched frostbench(String... words) throws Exception {
        return Launched.launch(folder, environment, words);
    }
}
