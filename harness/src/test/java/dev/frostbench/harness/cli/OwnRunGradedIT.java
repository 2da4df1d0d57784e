package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `grade` gives the files of a run the run's own verdicts, even without a log. It also grades rows that no fixture
/// could be made of.
@Tag("sandbox")
class OwnRunGradedIT {

    private static final String GOLD = change("old", "new");

    @TempDir
    Path folder;

    @Test
    void everyVerdictOfARunIsThatOfItsFolder() throws Exception {
        write("suite.yaml",
                "name: own\nkind: swe-bench\nfixture: \"own/{instance_id}\"\n"
                        + "environments: environments\ntimeout: 10s\n");
        write("environments/own__thing.yaml", """
                repository: own/thing
                folder: ../repository
                log_parser: status_lines
                versions:
                  "1": {fixture: host, test_cmd: "python3 tell.py"}
                  "2": {fixture: host, test_cmd: "python3 tell.py", install: "exit 9"}
                """);
        write("repository/tell.py",
                "import time\nvalue = open('value').read()\nprint('PASSED' if value.startswith('new') else 'FAILED',"
                        + " 'first')\n"
                        + "if value.startswith('slow'): time.sleep(100)\nprint('value:', value)\n");
        write("repository/value", "old\n");
        write("repository/t.py", "old\n");
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("resolved", GOLD);
        answers.put("unresolved", change("old", "odd"));
        answers.put("timed_out", change("old", "slow"));
        answers.put("patch_rejected", change("other", "new"));
        answers.put("empty", "");
        answers.put("tampered", change("old", "new >>>>> Start Test Output"));
        answers.put("error", GOLD);
        List<String> rows = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        for (var answer : answers.entrySet()) {
            rows.add(row(answer.getKey(), answer.getKey().equals("error") ? "2" : "1"));
            predictions.add(JsonMapper.shared()
                    .writeValueAsString(Map.of("instance_id", answer.getKey(), "model_name_or_path", "a/b",
                            "model_patch", answer.getValue())));
        }
        rows.add(row("missing", "1"));
        Files.write(folder.resolve("data.jsonl"), rows);
        Files.write(folder.resolve("answers.jsonl"), predictions);

        BuiltHost.copyTo(folder.resolve("store"));
        launch(3, "run", "suite.yaml", "--dataset", "data.jsonl", "--predictions", "answers.jsonl", "--out", "run");
        Map<String, String> wanted = new TreeMap<>();
        answers.keySet().forEach(word -> wanted.put(word, word));
        wanted.put("missing", "missing");
        assertThat(verdicts("run")).isEqualTo(wanted);

        launch(0, "grade", "suite.yaml", "--dataset", "data.jsonl", "--logs", "run", "--out", "whole");
        assertThat(verdicts("whole")).isEqualTo(wanted);
        launch(0, "grade", "suite.yaml", "--dataset", "data.jsonl", "--logs", "run/official", "--out", "official");
        assertThat(verdicts("official")).isEqualTo(wanted);
        assertThat(Files.list(folder.resolve("official/official"))).extracting(path -> path.getFileName().toString())
                .contains("a__b");

        Files.writeString(folder.resolve("data.jsonl"),
                Files.readString(folder.resolve("data.jsonl")).replaceAll("\"version\":\"[12]\"", "\"version\":\"9\""));
        launch(0, "grade", "suite.yaml", "--dataset", "data.jsonl", "--logs", "official", "--out", "unknown");
        assertThat(verdicts("unknown")).isEqualTo(wanted);
    }

    private Map<String, String> verdicts(String run) throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve("scores.csv"))) {
            List<String> cells = List.of(line.split(","));
            if (cells.size() > 2 && cells.get(1).equals("0")) verdicts.put(cells.get(0), cells.get(2));
        }
        return verdicts;
    }

    private void launch(int code, String... arguments) throws Exception {
        Launched launched = Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()),
                arguments);
        assertThat(launched.code()).as(launched.out() + launched.err()).isEqualTo(code);
    }

    private static String row(String id, String version) {
        return JsonMapper.shared().writeValueAsString(
                Map.of("instance_id", id, "repo", "own/thing", "version", version, "base_commit", "",
                        "patch", GOLD, "test_patch",
                        "diff --git a/t.py b/t.py\n--- a/t.py\n+++ b/t.py\n@@ -1 +1 @@\n-old\n+new\n",
                        "FAIL_TO_PASS", List.of("first"), "PASS_TO_PASS", List.of()));
    }

    private static String change(String from, String to) {
        return "diff --git a/value b/value\n--- a/value\n+++ b/value\n@@ -1 +1 @@\n-%s\n+%s\n".formatted(from, to);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
