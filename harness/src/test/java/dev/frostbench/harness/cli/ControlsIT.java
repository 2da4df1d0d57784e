package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// How deep results are looked into, in real sandboxes: by default, with `--control`, and after a forgery of the same
/// model.
@Tag("sandbox")
class ControlsIT {

    private static final String GOLD = change("return 1", "return 2");
    private static final String HONEST = change("return 1", "return 1 + 1");
    private static final String FORGED = change("return 1", "return Wide(3)");
    /// The same by a gold patch that is as wide.
    private static final String WIDE = change("return 1", "return Wide(2)");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void repository() throws Exception {
        write("suite.yaml", """
                name: own
                kind: swe-bench
                fixture: "own/{instance_id}"
                environments: environments
                timeout: 20s
                """);
        write("environments/own__thing.yaml", """
                repository: own/thing
                folder: ../repository
                log_parser: unittest
                versions:
                  "1": {fixture: host, test_cmd: "python3 -m unittest -v"}
                """);
        write("repository/thing.py", """
                class Wide(int):
                    __hash__ = int.__hash__

                    def __eq__(self, other):
                        return True


                def two():
                    return 1
                """);
        write("repository/test_thing.py", """
                import unittest


                class Thing(unittest.TestCase):
                    pass
                """);
        BuiltHost.copyTo(folder.resolve("store"));
        environment.put("FROSTBENCH_STORE", folder.resolve("store").toString());
    }

    @Test
    void everyOtherPredictionThanTheGoldPatchHasAControl() throws Exception {
        answers(Map.of("gold", GOLD), Map.of("honest", HONEST), Map.of("forger", FORGED));
        Map<String, Result> results = run(0);
        assertThat(verdict(results, "gold")).isEqualTo("resolved");
        assertThat(passes(results, "gold")).containsExactly("main");
        assertThat(verdict(results, "honest")).isEqualTo("resolved");
        assertThat(undrawn(passes(results, "honest"))).containsExactly("main", "altering", "control");
        assertThat(verdict(results, "forger")).isEqualTo("tampered");
        assertThat(undrawn(passes(results, "forger"))).containsExactly("main", "altering", "control", "calibration");
    }

    @Test
    void withoutControlsAForgedResultIsBelieved() throws Exception {
        answers(Map.of("forger", FORGED));
        Map<String, Result> results = run(0, "--control", "none");
        assertThat(verdict(results, "forger")).isEqualTo("resolved");
        assertThat(passes(results, "forger")).containsExactly("main");
        assertThat(Files.readString(folder.resolve("run/index.html"))).contains("none: forged logs are believed");
    }

    @Test
    void aDepthIsSoManyTrueRunsAndControls() throws Exception {
        answers(Map.of("honest", HONEST));
        Map<String, Result> results = run(0, "--control", "3");
        assertThat(verdict(results, "honest")).isEqualTo("resolved");
        assertThat(passes(results, "honest")).containsExactlyInAnyOrder("main", "repeat 2", "repeat 3",
                "altering", "control", "altering 2", "control 2", "altering 3", "control 3").startsWith("main");
        assertThat(Files.readString(folder.resolve("run/index.html")))
                .contains("a chance of at most 1 in 64, or 1 in 10");
        Launched refused = launch("run", "suite.yaml", "--control", "0");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--control: '0' is no depth; give a number from 1 to 10, or none");
    }

    @Test
    void whatElseAForgerPassesIsLookedIntoDeeplyAlsoOnAResume() throws Exception {
        answers(Map.of("forger", HONEST, "honest", HONEST));
        Map<String, Result> before = run(0);
        assertThat(undrawn(passes(before, "forger"))).containsExactly("main", "altering", "control");

        answers(Map.of("forger", HONEST, "honest", HONEST), Map.of("forger", FORGED));
        Map<String, Result> results = run(0, "--resume");
        assertThat(results.values()).extracting(result -> result.model() + " " + result.grade().verdict().word())
                .containsExactlyInAnyOrder("forger resolved", "honest resolved", "forger tampered", "honest missing");
        Result looked = results.values().stream().filter(result -> result.model().equals("forger")
                && result.grade().verdict().passed()).findFirst().orElseThrow();
        assertThat(passes(looked)).hasSize(15).contains("repeat 5", "control 5");
        assertThat(undrawn(passes(results, "honest"))).containsExactly("main", "altering", "control");

        Map<String, Result> again = run(0, "--resume");
        assertThat(again.keySet()).isEqualTo(results.keySet());
        assertThat(Files.readAllLines(folder.resolve("run/ledger.jsonl")).stream()
                .filter(line -> line.contains("\"finished\""))).hasSize(4);
    }

    /// The patch prints what code under test can see around it. Only the text of the tests and what follows from it may
    /// differ; numbers that count on with each sandbox of the machine are left out.
    @ParameterizedTest
    @CsvSource({"FROSTBENCH_BACKEND, namespaces", "FROSTBENCH_BACKEND, copy", "FROSTBENCH_NO_CGROUPS, 1",
            "FROSTBENCH_OLD_KERNEL, 1", "FROSTBENCH_SINGLE_ID, 1"})
    void nothingAroundTheTestsTellsAControlFromATrueRun(String setting, String value) throws Exception {
        environment.put(setting, value);
        // the files of the store that was built have the ids of this machine
        if (setting.equals("FROSTBENCH_SINGLE_ID")) environment.put("FROSTBENCH_STORE", folder + "/ones");
        answers(Map.of("honest", added("probe.py", Files.readString(Path.of("src/test/resources/probe.py")))
                + change("return 1", "return __import__('probe').probe() or 2")));
        Result result = answer(run(0, "--control", "2"), "honest");
        assertThat(result.grade().verdict().word()).isEqualTo("resolved");
        List<String> first = probed(result, "main");
        assertThat(first).hasSizeGreaterThan(25);
        for (String pass : List.of("repeat 2", "control", "control 2"))
            assertThat(probed(result, pass)).as(pass).isEqualTo(first);
    }

    @Test
    void aGoldPatchAsWideAccusesNobody() throws Exception {
        answers(Map.of("honest", WIDE + "\n"));
        Files.writeString(folder.resolve("data.jsonl"), row(0, WIDE) + "\n");
        Map<String, Result> results = run(0);
        assertThat(undrawn(passes(results, "honest"))).containsExactly("main", "altering", "control", "calibration");
        assertThat(verdict(results, "honest")).isEqualTo("resolved");
    }

    /// At the default depth another true run comes before the control, or not.
    private static List<String> undrawn(List<String> passes) {
        return passes.stream().filter(pass -> !pass.equals("repeat 2")).toList();
    }

    /// One task for each map, with answers by model.
    @SafeVarargs
    private void answers(Map<String, String>... tasks) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        for (int at = 0; at < tasks.length; at++) {
            rows.add(row(at, GOLD));
            for (var answer : tasks[at].entrySet())
                predictions.add(JsonMapper.shared().writeValueAsString(Map.of("instance_id", "own__thing-" + at,
                        "model_name_or_path", answer.getKey(), "model_patch", answer.getValue())));
        }
        Files.write(folder.resolve("data.jsonl"), rows);
        Files.write(folder.resolve("answers.jsonl"), predictions);
    }

    /// The results of a run by task and model.
    private Map<String, Result> run(int code, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "suite.yaml", "--dataset", "data.jsonl", "--predictions",
                "answers.jsonl", "--out", "run"));
        words.addAll(List.of(options));
        Launched launched = launch(words.toArray(String[]::new));
        assertThat(launched.code()).as(launched.out() + launched.err()).isEqualTo(code);
        Map<String, Result> results = new LinkedHashMap<>();
        RecordedRun.read(folder.resolve("run")).record().results()
                .forEach(result -> results.put(result.task().id() + " " + result.model(), result));
        return results;
    }

    private Launched launch(String... words) throws Exception {
        return Launched.launch(folder, environment, words);
    }

    private static String verdict(Map<String, Result> results, String model) {
        return answer(results, model).grade().verdict().word();
    }

    private static List<String> passes(Map<String, Result> results, String model) {
        return passes(answer(results, model));
    }

    private static List<String> passes(Result result) {
        return result.evidence().observations().stream().map(Observation::pass).distinct().toList();
    }

    private static List<String> probed(Result result, String pass) {
        return result.evidence().observations().stream().filter(seen -> seen.pass().equals(pass))
                .flatMap(seen -> new String(seen.output(), StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith("probe ")).toList();
    }

    private static String added(String path, String text) {
        return "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n"
                .formatted(path, text.lines().count())
                + text.lines().map(line -> "+" + line + "\n")
                        .collect(Collectors.joining());
    }

    private static Result answer(Map<String, Result> results, String model) {
        return results.values().stream().filter(result -> result.model().equals(model)
                && result.prediction().isPresent()).findFirst().orElseThrow();
    }

    static String row(int number, String gold) {
        return JsonMapper.shared().writeValueAsString(Map.of("instance_id", "own__thing-" + number, "repo", "own/thing",
                "version", "1", "base_commit", "", "patch", gold, "test_patch", """
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
                        +        self.assertEqual(thing.two(), 2)
                        """, "FAIL_TO_PASS", List.of("test_two (test_thing.Thing.test_two)"), "PASS_TO_PASS",
                List.of()));
    }

    static String change(String from, String to) {
        return "diff --git a/thing.py b/thing.py\n--- a/thing.py\n+++ b/thing.py\n@@ -7,3 +7,3 @@\n \n def two():\n"
                + "-    " + from + "\n+    " + to + "\n";
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
