package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.environment.EnvironmentsTest;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An official pass that proves nothing, and accuses nobody.
class UnprovedTest {

    private static final String LOG = "+ : '>>>>> Start Test Output'\n=== short test summary info ===\nPASSED"
            + " t.py::test_one\n"
            + "=== 1 passed in 0.01s ===\n+ : '>>>>> End Test Output'\n";

    @TempDir
    Path folder;

    @Test
    void aTaskThatListsNoTestThatMustBeMendedIsResolvedOfficiallyAndUnprovedHere() throws IOException {
        Grade grade = grade("[]", LOG, 0);
        assertThat(grade.compat().word()).isEqualTo("resolved");
        assertThat(grade.verdict().word()).isEqualTo("unproved");
        assertThat(grade.why()).startsWith("the task lists no FAIL_TO_PASS test")
                .endsWith("0 of 0 FAIL_TO_PASS pass, 0 of 0 PASS_TO_PASS pass");
        assertThat(grade("[\"t.py::test_one\"]", LOG, 0).verdict().word()).isEqualTo("resolved");
    }

    @Test
    void aLogThatWasCutAndContradictsItselfAccusesNobody() throws IOException {
        String contradicting = LOG.replace("1 passed", "9 passed");
        assertThat(grade("[\"t.py::test_one\"]", contradicting, 0).verdict().word()).isEqualTo("tampered");
        assertThat(grade("[\"t.py::test_one\"]", contradicting, 1).verdict().word()).isEqualTo("unproved");
        assertThat(grade("[\"t.py::test_one\"]", LOG, 1).verdict().word()).isEqualTo("resolved");
    }

    private Grade grade(String failToPass, String log, long dropped) throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"),
                "repository: a/b\nversions:\n  \"1\": {fixture: host, test_cmd: pytest -rA}\n");
        var row = EnvironmentsTest.instance("a/b", "1", 1).row();
        row.put("FAIL_TO_PASS", failToPass).put("PASS_TO_PASS", "[]");
        var seen = new Observation("main", EvaluationScript.EVALUATE, 0, new Ending.Exited(0),
                log.getBytes(StandardCharsets.UTF_8), dropped,
                Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
        return new SwebenchEvaluation(Environments.read(folder), Duration.ofMinutes(1),
                new ProcedureLimits(1, 1, 1, 1, 1))
                .grade(new Task("a__b-1", "p", "f", row), new Prediction("a__b-1", "m", 0, "x"),
                        new Evidence("", List.of(seen), Optional.empty()));
    }
}
