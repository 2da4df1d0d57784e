package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A run that is resumed after its inputs changed has the same reports, byte for byte, as one that began with them. One
/// folder goes through every kind of change, and after each a new folder is made of the same inputs.
@Tag("sandbox")
class ResumedRunIT {

    private static final String GOOD = change("value", "old", "new");
    private static final String WRONG = change("value", "old", "odd");
    private static final String BROKEN = change("value", "other", "new");

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    private List<String> options = List.of("--dataset", "data.jsonl", "--predictions", "answers.jsonl");
    private String resumed = "resumed";
    private int fresh;

    interface Change {
        void make() throws IOException;
    }

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    @Test
    void patchesLeaveNothingOfBefore() throws Exception {
        repository();
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("begun", () -> answers(answer("own__thing-1", "m", GOOD), answer("own__thing-2", "m", WRONG)));
        changes.put("a patch", () -> answers(answer("own__thing-1", "m", WRONG), answer("own__thing-2", "m", GOOD)));
        changes.put("a patch that does not apply any more",
                () -> answers(answer("own__thing-1", "m", GOOD), answer("own__thing-2", "m", BROKEN)));
        changes.put("the model",
                () -> answers(answer("own__thing-1", "n/o", GOOD), answer("own__thing-2", "n/o", GOOD)));
        changes.put("an empty patch",
                () -> answers(answer("own__thing-1", "n/o", ""), answer("own__thing-2", "n/o", GOOD)));
        changes.put("a second model",
                () -> answers(answer("own__thing-1", "n/o", GOOD), answer("own__thing-1", "n__o", WRONG)));
        changes.put("fewer answers", () -> answers(answer("own__thing-1", "n__o", GOOD)));
        changes.put("the data set", () -> data("PASS_TO_PASS", "second"));
        changes.put("the selection", () -> options = List.of("--dataset", "data.jsonl", "--predictions",
                "answers.jsonl", "--instance", "own__thing-2"));
        changes.put("gold", () -> options = List.of("--dataset", "data.jsonl", "--predictions", "gold"));
        changes.put("the file of answers", () -> {
            Files.move(folder.resolve("answers.jsonl"), folder.resolve("others.jsonl"));
            options = List.of("--dataset", "data.jsonl", "--predictions", "others.jsonl");
        });
        changes.put("the run's folder", () -> {
            Files.move(folder.resolve(resumed), folder.resolve("renamed"));
            resumed = "renamed";
        });
        through("suite.yaml", changes);
    }

    @Test
    void samplesLeaveNothingOfBefore() throws Exception {
        write("data.jsonl", problem("d/0", "3") + problem("d/1", "3"));
        String suite = Launched.HOME.resolve("suites/humaneval/suite.yaml").toString();
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("begun",
                () -> write("answers.jsonl", sample("d/0", "3", "") + sample("d/1", "4", "") + sample("d/0", "4", "")));
        changes.put("the order and a field", () -> write("answers.jsonl",
                sample("d/1", "4", "") + sample("d/0", "3", ", \"idx\": 1") + sample("d/0", "4", "")));
        changes.put("fewer samples", () -> write("answers.jsonl", sample("d/0", "4", "")));
        changes.put("a second model", () -> write("answers.jsonl",
                sample("d/0", "4", ", \"model\": \"m\"") + sample("d/0", "3", ", \"model\": \"n\"")));
        changes.put("which pass@k",
                () -> options = List.of("--dataset", "data.jsonl", "--predictions", "answers.jsonl", "--k", "1,2"));
        changes.put("the data set", () -> write("data.jsonl", problem("d/0", "4")));
        changes.put("the file of samples", () -> {
            write("others.jsonl", sample("d/0", "4", ""));
            options = List.of("--dataset", "data.jsonl", "--predictions", "others.jsonl");
        });
        through(suite, changes);
    }

    /// The list of valid tasks does not belong to a run.
    @Test
    void aRunInTheFolderOfAValidationHasNoValidation() throws Exception {
        write("suite.yaml",
                "name: own\nkind: command\ndataset: data.jsonl\nfixture: host\nprediction: {file: /answer.py}\ngold:"
                        + " right\n"
                        + "command: [python3, /answer.py]\n");
        write("data.jsonl", "{\"task_id\": \"a\", \"right\": \"pass\"}\n");
        write("answers.jsonl", "{\"task_id\": \"a\", \"prediction\": \"pass\"}\n");
        launch(1, "validate", "suite.yaml", "--out", "resumed");
        assertThat(launch(0, "report", "resumed").out()).contains("model gold: resolved 1 of 1",
                "model empty: resolved 1 of 1");
        assertThat(folder.resolve("resumed/validation.csv")).content().contains("a,empty_passes");
        launch(0, "run", "suite.yaml", "--predictions", "answers.jsonl", "--out", "resumed", "--resume");
        assertThat(folder.resolve("resumed/validation.csv")).doesNotExist();
    }

    /// The parser of the log is part of a verdict.
    @Test
    void aVerdictByAnotherParserIsNotTakenOver() throws Exception {
        String suite = "name: own\nkind: command\ndataset: data.jsonl\nfixture: host\nprediction: {file: /answer.py}\n"
                + "command: [python3, /answer.py]\nparser: status_lines\ntests: [must]\n";
        write("suite.yaml", suite);
        write("data.jsonl", "{\"task_id\": \"a\", \"must\": [\"t\"], \"should\": [\"u\"]}\n");
        write("answers.jsonl", "{\"task_id\": \"a\", \"prediction\": \"print('PASSED t')\"}\n");
        launch(0, "run", "suite.yaml", "--predictions", "answers.jsonl", "--out", "resumed");
        assertThat(folder.resolve("resumed/scores.csv")).content().contains("a,0,resolved");
        write("suite.yaml", suite.replace("[must]", "[must, should]"));
        launch(0, "run", "suite.yaml", "--predictions", "answers.jsonl", "--out", "resumed", "--resume");
        assertThat(folder.resolve("resumed/scores.csv")).content().contains("a,0,unresolved");
    }

    private void through(String suite, Map<String, Change> changes) throws Exception {
        for (var change : changes.entrySet()) {
            change.getValue().make();
            run(suite, resumed);
            run(suite, "fresh-" + ++fresh);
            assertThat(files(resumed)).as(change.getKey()).isEqualTo(files("fresh-" + fresh));
        }
        launch(0, "report", resumed);
        assertThat(files(resumed)).as("report").isEqualTo(files("fresh-" + fresh));
    }

    private void run(String suite, String out) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", suite, "--out", out, "--run-id", "one", "--resume"));
        arguments.addAll(options);
        launch(0, arguments.toArray(String[]::new));
    }

    private Launched launch(int code, String... arguments) throws Exception {
        Launched launched = Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), arguments);
        assertThat(launched.code()).as(launched.out() + launched.err()).isEqualTo(code);
        return launched;
    }

    /// Everything except the ledger and times.
    private Map<String, String> files(String run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = folder.resolve(run);
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (name.startsWith("ledger.") || name.startsWith("outputs/")) continue;
                // a letter for each byte, for not every file is text
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (name.equals("index.html")) text = score(text);
                files.put(name, name.equals("timings.csv") ? "times"
                        : text.replaceAll(" after \\d+\\.\\d+ s", "").replaceAll("in \\d+\\.\\d+s", "in"));
            }
        }
        return files;
    }

    /// The rates and rows of a page, without what holds times: its head, its details, a chart and a column.
    private static String score(String page) {
        return page.substring(page.indexOf("<section class=\"cards\""), page.indexOf("\n]</script>"))
                .replaceAll("(?s)<div class=\"card\" id=\"times\">.*?</div>", "")
                .replaceAll("(?s)<dl class=\"facts\">.*?</dl>", "").replaceAll(">\\d+\\.\\d\\d s<", "><")
                .replaceAll(",\\d+\\.\\d+]", "]");
    }

    private void repository() throws IOException {
        write("suite.yaml", "name: own\nkind: swe-bench\nfixture: \"own/{instance_id}\"\nenvironments: environments\n");
        write("environments/own__thing.yaml", "repository: own/thing\nfolder: ../repository\nlog_parser: status_lines\n"
                + "versions: {\"1\": {fixture: host, test_cmd: \"python3 tell.py\"}}\n");
        write("repository/tell.py",
                "import sys\nprint('PASSED' if open('value').read() == 'new\\n' else 'FAILED',"
                        + " 'first')\nprint('PASSED second')\n");
        write("repository/value", "old\n");
        write("repository/t.py", "old\n");
        data("n", "second");
    }

    /// Two instances, with one more list of a test.
    private void data(String field, String test) throws IOException {
        var text = new StringBuilder();
        for (String id : List.of("own__thing-1", "own__thing-2")) {
            Map<String, Object> row = new TreeMap<>(
                    Map.of("instance_id", id, "repo", "own/thing", "version", "1", "base_commit", "",
                            "patch", GOOD, "test_patch", change("t.py", "old", "new"), "FAIL_TO_PASS", List.of("first"),
                            "PASS_TO_PASS", List.of()));
            row.put(field, List.of(test));
            text.append(JsonMapper.shared().writeValueAsString(row)).append('\n');
        }
        write("data.jsonl", text.toString());
    }

    private void answers(String... rows) throws IOException {
        write("answers.jsonl", String.join("", rows));
    }

    private static String answer(String id, String model, String patch) {
        return JsonMapper.shared().writeValueAsString(
                Map.of("instance_id", id, "model_name_or_path", model, "model_patch", patch)) + "\n";
    }

    private static String problem(String id, String value) {
        return "{\"task_id\": \"" + id
                + "\", \"prompt\": \"def f():\\n\", \"entry_point\": \"f\", \"test\": \"def check(f):\\n    assert"
                + " f() == "
                + value + "\\n\", \"canonical_solution\": \"    return " + value + "\\n\"}\n";
    }

    private static String sample(String id, String value, String more) {
        return "{\"task_id\": \"" + id + "\", \"completion\": \"    return " + value + "\\n\"" + more + "}\n";
    }

    private static String change(String file, String from, String to) {
        return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -1 +1 @@\n-%2$s\n+%3$s\n".formatted(file, from,
                to);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
