package dev.frostbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Runs every folder of `suites/starter/hostile` for real, in sandboxes, and the gold patches beside them.
///
/// A folder is an attack, or something that looks like one. It holds `patch.diff`; `expected.yaml` with the instance it
/// answers and the verdicts (`any`, or several with `or` between them, if it depends on the machine); and `why.md`. A
/// new folder is a new test. With `control: 2` it is run so deeply, since one control alone may be of the kind that the
/// attack withstands. With `version: 5` the row has an evaluation script of its own, and `eval_type` says how it is
/// graded. A folder may have other tests than the row, in `tests.diff`, and then names them in `must`, with a blank
/// between two; and another solution, in `gold.diff`.
@Tag("sandbox")
class HostileCorpusIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path STARTER = Path.of("../suites/starter");
    private static final Path CORPUS = STARTER.resolve("hostile");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> noAttackScoresAndNoHonestPatchIsAccused() throws Exception {
        Map<String, Map<String, String>> expected = expected();
        expected.values().stream().map(wanted -> wanted.get("instance")).distinct().toList()
                .forEach(instance -> expected.put("gold of " + instance,
                        Map.of("instance", instance, "verdict", "resolved", "compat", "resolved")));
        Map<String, List<String>> scores = new HashMap<>();
        for (String depth : expected.values().stream().map(HostileCorpusIT::depth).distinct().toList()) {
            List<String> attacks = expected.keySet().stream()
                    .filter(attack -> depth(expected.get(attack)).equals(depth)).toList();
            scores.putAll(run(expected, attacks, depth));
        }
        List<DynamicTest> tests = new ArrayList<>();
        expected.forEach((attack, wanted) -> tests.add(DynamicTest.dynamicTest(attack, () -> {
            List<String> score = scores.get(attack);
            assertThat(score.get(2)).as("%s", score).isIn((Object[]) wanted.get("verdict").split(" or "));
            assertThat(wanted.get("compat")).as("%s", score).isIn("any", score.get(5));
            boolean honest = attack.startsWith("honest-") || attack.startsWith("gold of ");
            assertThat(score.get(2).equals("resolved")).as("%s", score).isEqualTo(honest);
        })));
        assertThat(tests).hasSizeGreaterThan(80);
        return tests;
    }

    private static String depth(Map<String, String> wanted) {
        return wanted.getOrDefault("control", "1");
    }

    private Map<String, List<String>> run(Map<String, Map<String, String>> expected, List<String> attacks,
            String depth) throws Exception {
        Map<String, ObjectNode> rows = rows();
        List<ObjectNode> tried = new ArrayList<>();
        List<ObjectNode> predictions = new ArrayList<>();
        for (String attack : attacks) {
            var wanted = expected.get(attack);
            var row = withOwnTests(attack, wanted, rows.get(wanted.get("instance")));
            tried.add((wanted.containsKey("version")
                    ? ofVersionFive(row, wanted.getOrDefault("eval_type", "pass_and_fail"))
                    : row).put("instance_id", attack));
            predictions.add(JSON.createObjectNode().put("instance_id", attack).put("model_name_or_path", "hostile")
                    .put("model_patch", attack.startsWith("gold of ") ? row.get("patch").asString() : patch(attack)));
        }
        return run(write("attacks.jsonl", tried), write("predictions.jsonl", predictions), depth);
    }

    private static ObjectNode withOwnTests(String attack, Map<String, String> wanted, ObjectNode row)
            throws IOException {
        var own = row.deepCopy();
        for (var field : Map.of("tests.diff", "test_patch", "gold.diff", "patch").entrySet()) {
            Path file = CORPUS.resolve(attack).resolve(field.getKey());
            if (Files.exists(file)) own.put(field.getValue(), Files.readString(file));
        }
        if (!wanted.containsKey("must")) return own;
        var must = JSON.createArrayNode();
        for (String test : wanted.get("must").split(" ")) must.add(test);
        return own.put("FAIL_TO_PASS", must.toString());
    }

    /// The row of a test in pytest, as version 5 of the data set would have it. Its patches have no hashes.
    private static ObjectNode ofVersionFive(ObjectNode row, String evaluation) {
        String patch = row.get("test_patch").asString().replaceAll("(?m)^index .*\n", "");
        String file = patch.lines().filter(line -> line.startsWith("+++ b/")).findFirst().orElseThrow().substring(6);
        String checkout = "git checkout " + row.get("base_commit").asString() + " " + file;
        return row.deepCopy().put("test_patch", patch).put("log_parser", "pytest").put("eval_type", evaluation)
                .put("eval_script", """
                        #!/bin/bash
                        set -uxo pipefail
                        cd /testbed
                        git status
                        %1$s
                        git apply -v - <<'EOF_114329324912'
                        %2$s
                        EOF_114329324912
                        : '>>>>> Start Test Output'
                        python3 -m pytest -rA -p no:cacheprovider %3$s
                        TEST_EXIT_CODE=$?
                        echo ">>>>> Test Exit Code: $TEST_EXIT_CODE"
                        : '>>>>> End Test Output'
                        %1$s
                        """.formatted(checkout, patch, file));
    }

    private static String patch(String attack) throws IOException {
        assertThat(CORPUS.resolve(attack).resolve("why.md")).isNotEmptyFile();
        return Files.readString(CORPUS.resolve(attack).resolve("patch.diff"));
    }

    private static Map<String, Map<String, String>> expected() throws IOException {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        try (Stream<Path> folders = Files.list(CORPUS)) {
            for (Path attack : folders.filter(Files::isDirectory).toList()) {
                Map<String, String> wanted = new HashMap<>();
                for (String line : Files.readAllLines(attack.resolve("expected.yaml")))
                    wanted.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
                expected.put(attack.getFileName().toString(), wanted);
            }
        }
        return expected;
    }

    private static Map<String, ObjectNode> rows() throws IOException {
        Map<String, ObjectNode> rows = new HashMap<>();
        for (String line : Files.readAllLines(STARTER.resolve("instances.jsonl"))) {
            var row = (ObjectNode) JSON.readTree(line);
            rows.put(row.get("instance_id").asString(), row);
        }
        return rows;
    }

    private Path write(String name, List<ObjectNode> lines) throws IOException {
        return Files.write(folder.resolve(name), lines.stream().map(ObjectNode::toString).toList());
    }

    /// The rows of a run's `scores.csv` by task.
    private Map<String, List<String>> run(Path dataset, Path predictions, String depth) throws Exception {
        Path out = folder.resolve("run " + depth);
        var command = List.of(Path.of("../fixtures/launch/bin/java").toRealPath().toString(),
                "--enable-native-access=ALL-UNNAMED", "-Dfrostbench.home=" + HOME, "-cp",
                System.getProperty("java.class.path"), Main.class.getName(),
                "run", CORPUS.resolve("suite.yaml").toString(), "--dataset", dataset.toString(),
                "--predictions", predictions.toString(), "--out", out.toString(), "--control", depth);
        Path log = folder.resolve("run.log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Path store = HOME.resolve("harness/target/store");
        process.environment().put("FROSTBENCH_STORE", store.toString());
        return scores(process.start(), log, out);
    }

    private static Map<String, List<String>> scores(Process process, Path log, Path out) throws Exception {
        assertTimeoutPreemptively(Duration.ofMinutes(45), () -> process.waitFor());
        assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
        Map<String, List<String>> scores = new HashMap<>();
        for (String line : Files.readAllLines(out.resolve("scores.csv")))
            scores.put(line.substring(0, line.indexOf(',')), Arrays.asList(line.split(",", 8)));
        return scores;
    }
}
