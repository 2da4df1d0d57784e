package dev.frostbench.suites.swebench.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.swebench.SwebenchEvaluation;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every layout of recorded logs, and what happens to an instance without a log.
class SwebenchLogsTest {

    private static final String PASSED = log("PASSED t");
    private static final String FAILED = log("FAILED t");

    @TempDir
    Path folder;

    private Path environments;
    private Path logs;

    @BeforeEach
    void environment() throws IOException {
        environments = Files.createDirectories(folder.resolve("environments"));
        logs = Files.createDirectories(folder.resolve("here/logs"));
        Files.writeString(environments.resolve("a__b.yaml"),
                "repository: a/b\nlog_parser: status_lines\nversions: {}\n");
    }

    @Test
    void eachModelOfTheHarnessHasItsOwn() throws IOException {
        write("run_evaluation/run/m/a__b-1/test_output.txt", PASSED);
        write("run_evaluation/run/n/a__b-1/test_output.txt", FAILED);
        write("run_evaluation/run/n/a__b-2/test_output.txt", PASSED);
        assertThat(graded()).containsExactly("m 0 a__b-1 resolved", "n 0 a__b-1 unresolved", "n 0 a__b-2 resolved");
    }

    @Test
    void theModelOfASubmissionIsTheSubmission() throws IOException {
        write("20240620_one/logs/a__b-1/test_output.txt", PASSED);
        write("20240721_two/logs/a__b-1/test_output.txt", FAILED);
        assertThat(graded()).containsExactly("20240620_one 0 a__b-1 resolved", "20240721_two 0 a__b-1 unresolved");
    }

    @Test
    void alsoWhereTheFolderIsGivenThatTheLogsAreIn() throws IOException {
        write("a__b-1/test_output.txt", PASSED);
        assertThat(graded()).containsExactly("here 0 a__b-1 resolved");
    }

    @Test
    void logsOfVersionOneAreReadByItsRules() throws IOException {
        String both = ">>>>> Applied Patch (test)\n>>>>> Applied Patch (pred)\n";
        write("one/logs/a__b-1.some-model.eval.log",
                "FAILED t\n" + both + "Output:\nPASSED t\n>>>>> All Tests Passed\n");
        write("one/logs/a__b-2.some-model.eval.log",
                "PASSED t\n" + both + "Output:\nFAILED t\n>>>>> Some Tests Failed\n");
        write("one/logs/a__b-3.some-model.eval.log",
                ">>>>> Applied Patch (test)\n>>>>> Patch Apply Failed; (pred)\nOutput:\n");
        write("one/logs/a__b-4.some-model.eval.log", both + "PASSED t\n>>>>> Tests Timed Out after 900 seconds\n");
        write("one/logs/a__b-5.some-model.eval.log", ">>>>> Init Failed\n");
        assertThat(graded()).containsExactly("one 0 a__b-1 resolved", "one 0 a__b-2 unresolved",
                "one 0 a__b-3 patch_rejected",
                "one 0 a__b-4 timed_out", "one 0 a__b-5 error");
    }

    @Test
    void aFolderOfSeveralOldModelsIsNoSubmission() throws IOException {
        String log = ">>>>> Applied Patch (test)\n>>>>> Applied Patch (pred)\nPASSED t\n";
        write("a__b-1.m.eval.log", log);
        write("a__b-1.n-0.5.eval.log", log.replace("PASSED", "FAILED"));
        assertThat(graded()).containsExactly("m 0 a__b-1 resolved", "n-0.5 0 a__b-1 unresolved");
    }

    @Test
    void whatHasNoLogIsToldByWhatElseStandsThere() throws IOException {
        write("m/a__b-1/patch.diff", "x");
        write("m/a__b-1/run_instance.log", "2026 - INFO - >>>>> Patch Apply Failed:\nerror: no\n");
        write("m/a__b-2/patch.diff", "x");
        write("m/a__b-2/run_instance.log", "2026 - INFO - the image could not be built\n");
        write("m/a__b-3/patch.diff", "x");
        write("m.the.run.json",
                "{\"empty_patch_ids\": [\"a__b-4\"], \"error_ids\": [\"a__b-1\", \"a__b-5\", \"a__b-77\"]}");
        assertThat(graded()).containsExactly("m 0 a__b-1 patch_rejected", "m 0 a__b-2 error", "m 0 a__b-3 error",
                "m 0 a__b-4 empty", "m 0 a__b-5 error");
    }

    /// If every prediction is empty there is no folder. For our own runs, `run.json` has the run's name.
    @Test
    void aReportAloneTellsOfEmptyPatches() throws IOException {
        write("run.json", "{\"run_id\": \"the.run\"}");
        write("official/m-1.5.the.run.json", "{\"empty_patch_ids\": [\"a__b-1\"], \"error_ids\": []}");
        assertThat(graded()).containsExactly("m-1.5 0 a__b-1 empty");
    }

    @Test
    void whatOurOwnRunDidNotTakeForSolvedIsNotSolvedNow() throws IOException {
        write("m/a__b-1/test_output.txt", PASSED);
        write("m/a__b-1/run_instance.log", "a__b-1 in sha256:0\nresolved: it writes its own results\n" + Markers.SCORED
                + "tampered, strict unresolved\n");
        write("m/a__b-2/test_output.txt", FAILED);
        write("m/a__b-2/run_instance.log", "resolved: nothing\n" + Markers.SCORED + "resolved, strict resolved\n");
        assertThat(graded()).containsExactly("m 0 a__b-1 tampered", "m 0 a__b-2 unresolved");
        var tampered = new SwebenchLogs().find(logs, ids()).logs().getFirst();
        assertThat(tampered.grade(evaluation(), task("a__b-1")).why()).isEqualTo("it writes its own results");
    }

    @Test
    void theTenthSampleComesAfterTheNinth() throws IOException {
        for (int sample = 0; sample < 12; sample++)
            write("m/a__b-1" + (sample == 0 ? "" : "." + sample) + "/test_output.txt", sample == 10 ? PASSED : FAILED);
        assertThat(graded()).hasSize(12).element(10).isEqualTo("m 10 a__b-1 resolved");
    }

    @Test
    void strangersAreNamed() throws IOException {
        write("m/c__d-1/test_output.txt", PASSED);
        write("m/notes/patch.diff", "x");
        assertThat(new SwebenchLogs().find(logs, ids()).unknown()).extracting(path -> path.getFileName().toString())
                .containsExactly("c__d-1");
    }

    @Test
    void aRowOfARepositoryThatNobodyKnowsSaysWhatItLacks() throws IOException {
        write("m/a__b-1/test_output.txt", PASSED);
        Files.delete(environments.resolve("a__b.yaml"));
        var grade = new SwebenchLogs().find(logs, ids()).logs().getFirst().grade(evaluation(), task("a__b-1"));
        assertThat(grade.verdict().word()).isEqualTo("error");
        assertThat(grade.why()).contains("nothing says which parser reads the logs of a/b");
    }

    private List<String> graded() throws IOException {
        SwebenchEvaluation evaluation = evaluation();
        return new SwebenchLogs().find(logs, ids()).logs().stream()
                .map(log -> log.prediction().model() + " " + log.prediction().sample() + " "
                        + log.prediction().taskId() + " "
                        + log.grade(evaluation, task(log.prediction().taskId())).verdict().word())
                .toList();
    }

    private SwebenchEvaluation evaluation() {
        return new SwebenchEvaluation(Environments.read(environments), Duration.ofMinutes(1),
                new ProcedureLimits(1, 1, 1, 1, 1));
    }

    private static List<String> ids() {
        return IntStream.range(1, 12).mapToObj(number -> "a__b-" + number).toList();
    }

    /// Its version is unknown in the repository's file.
    private static Task task(String id) {
        ObjectNode row = JsonMapper.shared().createObjectNode().put("instance_id", id).put("repo", "a/b")
                .put("version", "9").put("patch", "gold");
        row.putArray("FAIL_TO_PASS").add("t");
        row.putArray("PASS_TO_PASS");
        return new Task(id, "swe-bench", "f", row);
    }

    private static String log(String line) {
        return ">>>>> Start Test Output\n" + line + "\n>>>>> End Test Output\n";
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(logs.resolve(name).getParent());
        Files.writeString(logs.resolve(name), text);
    }
}
