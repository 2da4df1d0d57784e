package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `validate --audit`, in real sandboxes: the starter suite, whose tasks give all four answers as they should, and a
/// suite with a task for each way of giving one wrongly.
@Tag("sandbox")
class AuditIT {

    private static final String GOLD = change("return 2");
    private static final String NO_SOLUTION = change("return 3");
    private static final String TRUE_TEST = "self.assertEqual(thing.two(), 2)";

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    @Test
    void theStarterSuiteGivesAllFourAnswersAsItShould() throws Exception {
        String suite = Launched.HOME.resolve("suites/starter/suite.yaml").toString();
        Launched audited = launch("validate", suite, "--audit", "--timeout", "60", "--out", "run").ended(0);
        assertThat(audited.out()).contains("34 tasks, of which 34 give all four answers as they should",
                "gold should score 1: right 34 (runs: resolved 34)", "comment should score 1: right 34",
                "cheat should score 0: right 34", "cheat: runner 8 of 8, cheat: source 11 of 11",
                "list: run/audit.csv");
        assertThat(csv("starter/0", "gold with a comment")).contains("comment", "1", "right", "resolved 1");
        assertThat(csv("starter__ledgerline-1", "cheat: runner")).contains("cheat", "0", "right", "tampered 1", "yes");
        assertThat(csv("starter__intervals-1", "cheat: source")).contains("right", "tampered 1", "yes");
        assertThat(Files.readString(folder.resolve("run/validation.csv"))).contains("starter__pathmatch-3,valid,1,1,0");
        assertThat(Files.readString(folder.resolve("run/index.html"))).contains("<h2>Audit</h2>")
                .contains("<td>starter__intervals-3</td><td class=\"as-it-should\">resolved</td>");

        String list = Files.readString(folder.resolve("run/audit.csv"));
        Files.delete(folder.resolve("run/audit.csv"));
        launch("report", "run").ended(0);
        assertThat(folder.resolve("run/audit.csv")).hasContent(list);
        launch("validate", suite, "--audit", "--timeout", "60", "--out", "run", "--resume").ended(0);
        assertThat(Files.readAllLines(folder.resolve("run/ledger.jsonl")).stream()
                .filter(line -> line.contains("\"entry\":\"finished\""))).hasSize(34 * 3 + 23 * 2 + 8 + 11);
    }

    @Test
    void eachWrongAnswerIsInTheTable() throws Exception {
        badSuite();
        Launched audited = launch("validate", "suite.yaml", "--audit", "--out", "run").ended(1);
        Map<String, String> lines = new LinkedHashMap<>();
        audited.out().lines().filter(line -> line.contains("!") && !line.startsWith(" "))
                .forEach(line -> lines.put(line.split(" ")[0], line.replaceAll(" {2,}", " | ")));
        assertThat(lines.keySet()).containsExactly("own__always", "own__unsolved", "own__lines", "exit-code", "text");
        assertThat(lines.get("own__always"))
                .startsWith(
                        "own__always | resolved | resolved! | resolved | tampered | empty: resolved: 1 of 1")
                .doesNotContain("cheat");
        assertThat(lines.get("own__unsolved")).startsWith("own__unsolved | unresolved! | unresolved | unresolved! | ")
                .contains("gold: unresolved: 0 of 1 FAIL_TO_PASS pass", "gold with a comment: unresolved: 0 of 1");
        assertThat(lines.get("own__lines")).startsWith("own__lines | resolved | unresolved | unresolved! | ");
        assertThat(lines.get("exit-code")).startsWith("exit-code | resolved | unresolved | resolved | resolved! | "
                + "cheat: source: resolved: the command ended with exit code 0");
        assertThat(lines.get("text")).startsWith("text | resolved | unresolved | not_asked! | not_asked! | ");
        assertThat(audited.out()).contains("6 tasks, of which 1 gives all four answers as it should",
                "nothing should score 0: right 5, wrong 1", "cheat should score 0: right 4, wrong 1, not_asked 1",
                "official verdict is fooled in 5 of 6 tasks");
        assertThat(csv("own__honest", "cheat: source")).contains("right", "tampered 1", "yes");
        assertThat(csv("own__always", "empty")).contains("nothing", "0", "wrong", "resolved 1", "yes");
        assertThat(csv("text", "cheat")).contains("not_asked");
        assertThat(Files.readString(folder.resolve("run/index.html")))
                .contains("<td>own__unsolved</td><td class=\"not-so\">unresolved!</td>");
    }

    @Test
    void withoutControlsACheatScores() throws Exception {
        badSuite();
        Launched audited = launch("validate", "suite.yaml", "--audit", "--out", "run", "--instance", "own__honest",
                "--control", "none", "--runs", "2").ended(1);
        assertThat(audited.out()).containsPattern("own__honest +resolved +unresolved +resolved +resolved, unproved! +"
                + "cheat: source: resolved").contains("1 task, of which 0 give all four answers");
        assertThat(csv("own__honest", "cheat: source")).contains("2", "wrong", "resolved 2", "yes");
        assertThat(csv("own__honest", "gold with a comment")).contains("right", "resolved 2");

        launch("validate", "suite.yaml", "--audit", "--out", "run", "--instance", "own__honest", "--control", "2",
                "--resume").ended(0);
        assertThat(csv("own__honest", "cheat: source")).contains("1", "right", "tampered 1", "yes");
        List<String> passes = new ArrayList<>();
        RecordedRun.read(folder.resolve("run")).record().results().forEach(result -> {
            if (result.model().equals("gold with a comment"))
                result.evidence().observations().stream().map(Observation::pass).distinct().forEach(passes::add);
        });
        assertThat(passes).contains("repeat 2", "control", "control 2");
    }

    @Test
    void troubleWithTheMachineIsNoAnswer() throws Exception {
        badSuite();
        write("suite.yaml", """
                name: own
                parts:
                  - name: commands
                    kind: command
                    dataset: rows.jsonl
                    fixture: host
                    prediction: {field: answer, file: /work/answer.py}
                    command: [/no/such/program]
                    gold: solution
                """);
        Launched audited = launch("validate", "suite.yaml", "--audit", "--out", "run").ended(3);
        assertThat(audited.out()).containsPattern("exit-code +error! +error! +error! +error! ");
        assertThat(csv("exit-code", "gold")).contains("error", "error 1");
    }

    @Test
    void onlyAnAuditHasControls() throws Exception {
        badSuite();
        Launched refused = launch("validate", "suite.yaml", "--control", "2").ended(2);
        assertThat(refused.err()).contains("--control is for an audit");
        Launched validated = launch("validate", "suite.yaml", "--out", "run", "--instance", "own__honest").ended(0);
        assertThat(validated.out()).contains("own__honest  valid").doesNotContain("cheat");
        assertThat(folder.resolve("run/audit.csv")).doesNotExist();
        assertThat(Files.readString(folder.resolve("run/index.html"))).doesNotContain("<h2>Audit</h2>");
    }

    /// Its tasks: one as it should be, one whose test passes always, one whose solution solves nothing, one whose test
    /// counts the lines of the solution, one that believes an exit code, and one in no language.
    private void badSuite() throws IOException {
        write("suite.yaml", """
                name: own
                parts:
                  - name: repositories
                    kind: swe-bench
                    dataset: data.jsonl
                    fixture: "own/{instance_id}"
                    environments: environments
                    timeout: 60s
                  - name: commands
                    kind: command
                    dataset: rows.jsonl
                    fixture: host
                    prediction: {field: answer, file: "/work/{file}"}
                    command: [sh, -c, "{judge}"]
                    gold: solution
                """);
        write("environments/own__thing.yaml", """
                repository: own/thing
                folder: ../repository
                log_parser: unittest
                versions:
                  "1": {fixture: host, test_cmd: "python3 -m unittest -v"}
                """);
        write("repository/thing.py", "def two():\n    one = 1\n    return 1\n");
        write("repository/test_thing.py", "import unittest\n\n\nclass Thing(unittest.TestCase):\n    pass\n");
        Files.write(folder.resolve("data.jsonl"), List.of(row("own__honest", GOLD, TRUE_TEST),
                row("own__always", GOLD, "self.assertTrue(thing.two() > 0)"),
                row("own__unsolved", NO_SOLUTION, TRUE_TEST),
                row("own__lines", GOLD, "self.assertEqual(len(list(open(thing.__file__))) * thing.two(), 6)")));
        Files.write(folder.resolve("rows.jsonl"), List.of(
                json(Map.of("task_id", "exit-code", "file", "answer.py", "judge",
                        "test -s answer.py && python3 answer.py", "solution",
                        "import sys\nsys.exit(0)", "answer", "")),
                json(Map.of("task_id", "text", "file", "answer", "judge", "grep -q yes answer", "solution", "yes"))));
    }

    private static String row(String id, String gold, String test) {
        return json(Map.of("instance_id", id, "repo", "own/thing", "version", "1", "base_commit", "", "patch", gold,
                "test_patch", """
                        diff --git a/test_thing.py b/test_thing.py
                        --- a/test_thing.py
                        +++ b/test_thing.py
                        @@ -2,4 +2,7 @@
                        \s
                        \s
                         class Thing(unittest.TestCase):
                        -    pass
                        +    def test_two(self):
                        +        import thing
                        +
                        +        %s
                        """.formatted(test), "FAIL_TO_PASS", List.of("test_two (test_thing.Thing.test_two)"),
                "PASS_TO_PASS", List.of()));
    }

    private static String json(Map<String, Object> row) {
        return JsonMapper.shared().writeValueAsString(row);
    }

    private static String change(String to) {
        return "diff --git a/thing.py b/thing.py\n--- a/thing.py\n+++ b/thing.py\n@@ -1,3 +1,3 @@\n def two():\n"
                + "     one = 1\n-    return 1\n+    " + to + "\n";
    }

    /// The cells of an answer in the list of the run.
    private List<String> csv(String task, String model) throws IOException {
        return Files.readAllLines(folder.resolve("run/audit.csv")).stream().map(line -> List.of(line.split(",")))
                .filter(cells -> cells.get(0).equals(task) && cells.get(2).equals(model)).findFirst().orElseThrow();
    }

    private Launched launch(String... words) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), words);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
