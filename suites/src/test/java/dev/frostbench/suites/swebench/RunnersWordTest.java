package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.instance.Instance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Logs that 4.1.0 reads as resolved while the runner itself says otherwise. That accuses nobody.
class RunnersWordTest {

    private static final String SUMMARY = "=========================== short test summary info"
            + " ============================\n";
    private static final String RULE = "=".repeat(70) + "\n";

    @TempDir
    Path environments;

    @Test
    void aSubtestThatFailedBesidePassedIsUnresolved() {
        gainsaid("pallets/flask", "t.py::T::test_x",
                SUMMARY + "PASSED t.py::p\nPASSED t.py::T::test_x\nSUBFAILED(i=1) t.py::T::test_x - no\n"
                        + "==== 1 failed, 2 passed in 0.05s ====\n",
                "t.py::T::test_x passes by one line of the log");
    }

    @Test
    void aFailToPassThatIsSkippedIsUnresolved() {
        gainsaid("pallets/flask", "t.py::f",
                SUMMARY + "PASSED t.py::p\nSKIPPED t.py::f - why\n==== 1 passed, 1 skipped in 0.05s ====\n",
                "t.py::f is skipped");
        assertThat(grade("pallets/flask", "t.py::f",
                SUMMARY + "PASSED t.py::f\nSKIPPED t.py::p - why\n==== 1 passed, 1 skipped in 0.05s ====\n")
                .verdict().word()).as("a PASS_TO_PASS may be").isEqualTo("resolved");
    }

    @Test
    void anErrorInTeardownIsUnresolvedInAnyOrder() {
        gainsaid("pallets/flask", "t.py::f", SUMMARY
                + "ERROR t.py::f - lost\nPASSED t.py::p\nPASSED t.py::f\n==== 2 passed, 1 error in 0.05s ====\n",
                "t.py::f passes by one line of the log");
    }

    @Test
    void aBlockOfUnittestOutweighsAPrintedOk() {
        gainsaid("django/django", "test_a (app.tests.A.test_a)",
                "test_a (app.tests.A.test_a) ... FAIL\nok, preparing\nt.py::p ... ok\n\n" + RULE
                        + "FAIL: test_a (app.tests.A.test_a)\n\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n",
                "test_a (app.tests.A.test_a) passes by one line");
        gainsaid("django/django", "Adds.", "test_a (app.tests.A.test_a)\nAdds. ... ok\nt.py::p ... ok\n\n" + RULE
                + "FAIL: test_a (app.tests.A.test_a) [label]\nAdds.\n\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n",
                "Adds. passes by one line");
    }

    @Test
    void failuresThatTheLogDoesNotShowLeaveItOpenWhichTheyWere() {
        gainsaid("django/django", "test_a (app.A)",
                "test_a (app.A) ... ok\nt.py::p ... ok\n\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n",
                "the runner counts 1 failures and errors, and the log shows 0");
    }

    @Test
    void aHeadingOfSympyOutweighsAPrintedOk() {
        gainsaid("sympy/sympy", "test_fail",
                "sympy/zoo/tests/test_zoo.py[3] \ntest_p ok\ntest_fail F\ntest_print hello\ntest_fail ok\nok   [FAIL]\n"
                        + "________________ sympy/zoo/tests/test_zoo.py:test_fail ________________\n",
                "test_fail passes by one line of the log", "test_p");
    }

    @Test
    void aHeadingOfPytestOutweighsPassedWhereTheSummaryNamesNoFailure() {
        gainsaid("mwaskom/seaborn", "t.py::T::test_x",
                "=== FAILURES ===\n___ T.test_x (i=1) ___\nt.py:3: AssertionError\n" + SUMMARY
                        + "PASSED t.py::p\nPASSED t.py::T::test_x\n==== 1 failed, 2 passed in 0.05s ====\n",
                "t.py::T::test_x passes by one line of the log");
    }

    @Test
    void aQuietLogIsNotAccused() {
        String quiet = "..          [100%]\n" + SUMMARY + "PASSED t.py::p\nPASSED t.py::f\n";
        assertThat(grade("pallets/flask", "t.py::f", quiet).verdict().word()).isEqualTo("resolved");
        assertThat(grade("pallets/flask", "t.py::f", "==== test session starts ====\n" + quiet).verdict().word())
                .as("a session that was announced ends with counts").isEqualTo("tampered");
    }

    @Test
    void whereFailuresAloneCountALogOfNoTestShowsNothing() {
        ObjectNode row = row("pallets/flask", "t.py::f", "t.py::p").put("eval_type", "fail_only");
        Grade grade = grade(row, "Error: the browser did not start\n5 specs, 0 failures\n");
        assertThat(grade.compat().word()).isEqualTo("resolved");
        assertThat(grade.verdict().word()).isEqualTo("unresolved");
        assertThat(grade.why()).startsWith("the log names none of the listed tests");
    }

    @Test
    void cutIdsAreReadWhole() {
        assertThat(grade("pallets/flask", "t.py::f[a",
                SUMMARY + "PASSED t.py::p\nPASSED t.py::f[a b]\n==== 2 passed in 0.05s ====\n").verdict().word())
                .isEqualTo("resolved");
        assertThat(grade("pallets/flask", "t.py::f[a", SUMMARY
                + "FAILED t.py::f[a c] - no\nPASSED t.py::p\nPASSED t.py::f[a b]\n==== 1 failed, 2 passed in 0.05s"
                + " ====\n")
                .strict().word()).isEqualTo("unresolved");
    }

    private void gainsaid(String repository, String test, String log, String why) {
        gainsaid(repository, test, log, why, "t.py::p");
    }

    private void gainsaid(String repository, String test, String log, String why, String passToPass) {
        Grade grade = grade(repository, test, log, passToPass);
        assertThat(grade.compat().word()).as("the official word").isEqualTo("resolved");
        assertThat(grade.strict().word()).isEqualTo("unresolved");
        assertThat(grade.verdict().word()).isEqualTo("unresolved");
        assertThat(grade.why()).startsWith(why);
    }

    private Grade grade(String repository, String test, String log) {
        return grade(repository, test, log, "t.py::p");
    }

    private Grade grade(String repository, String failToPass, String log, String passToPass) {
        return grade(row(repository, failToPass, passToPass), log);
    }

    static ObjectNode row(String repository, String failToPass, String passToPass) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", repository);
        row.putArray("FAIL_TO_PASS").add(failToPass);
        row.putArray("PASS_TO_PASS").add(passToPass);
        return row;
    }

    private Grade grade(ObjectNode row, String log) {
        byte[] output = ("+ : '>>>>> Start Test Output'\n" + log + "+ : '>>>>> End Test Output'\n")
                .getBytes(StandardCharsets.UTF_8);
        var seen = new Observation("main", EvaluationScript.EVALUATE, 0, new Ending.Exited(0), output, 0, Duration.ZERO,
                Duration.ZERO, 0, Set.of(), 0);
        return new SwebenchJudge(Environments.read(environments)).grade(new Instance(row), "",
                new Evidence("", List.of(seen), Optional.empty()));
    }
}
