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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Pairs of logs that 4.1.0 reads as resolved. One is honest. In the other a line reads as a listed test's pass, and
/// the runner's blocks, counts or exit code say otherwise. That accuses nobody.
class ContradictoryLogsTest {

    private static final String RULE = "=".repeat(70) + "\n";
    private static final String SUMMARY = "=========================== short test summary info"
            + " ============================\n";
    private static final String OUTSIDE = "passes only by a line outside the runner's report";
    private static final String FAILED = "passes by one line of the log, and failed by the runner's own word";
    private static final String TWICE = "and by another it was skipped or expected to fail";
    private static final String COUNT = "by the runner's count at most ";
    private static final String EXIT = "the tests ended with exit code ";
    private static final String ZOO = "sympy/zoo/tests/test_zoo.py";

    @TempDir
    Path environments;

    /// What a run left: its log, and the exit code of its tests.
    private record Run(String log, int exitCode) {}

    /// @param row the task
    /// @param why a part of the reason for which the contradictory log is not believed
    private record Pair(String name, ObjectNode row, String why, Run honest, Run contradictory) {}

    @TestFactory
    Stream<DynamicTest> aContradictoryLogIsNotBelievedAndItsHonestTwinIs() {
        List<Pair> pairs = Stream.of(unittest(), unittestCounts(), sympy(), sympyCounts(), pytest(), statusLines(),
                failuresOnly()).flatMap(List::stream).toList();
        assertThat(pairs).hasSizeGreaterThan(30);
        return pairs.stream().map(pair -> DynamicTest.dynamicTest(pair.name, () -> {
            Grade honest = grade(pair.row, pair.honest);
            assertThat(honest.verdict().word()).as("the honest twin: " + honest.why()).isEqualTo("resolved");
            Grade contradictory = grade(pair.row, pair.contradictory);
            assertThat(contradictory.compat().word()).as("the official word").isEqualTo("resolved");
            assertThat(contradictory.verdict().word()).as(contradictory.why()).isEqualTo("unresolved");
            assertThat(contradictory.strict().word()).isEqualTo("unresolved");
            assertThat(contradictory.why()).contains(pair.why);
        }));
    }

    private static List<Pair> unittest() {
        ObjectNode row = RunnersWordTest.row("django/django", "test_a (app.tests.A)", "test_p (app.tests.P)");
        ObjectNode later = RunnersWordTest.row("django/django", "test_a (app.tests.A.test_a)",
                "test_p (app.tests.P.test_p)");
        String told = "test_a (app.tests.A) ... ok\ntest_p (app.tests.P) ... ok\n";
        String toldLater = "test_a (app.tests.A.test_a) ... ok\ntest_p (app.tests.P.test_p) ... ok\n";
        return List.of(
                new Pair("a class whose setup failed has no result", row, FAILED,
                        new Run(told + "ERROR\n" + error("setUpClass (app.tests.B)") + ran(2, "FAILED (errors=1)"), 1),
                        new Run(told + "ERROR\n" + error("setUpClass (app.tests.A)") + ran(2, "FAILED (errors=1)"), 1)),
                new Pair("a module whose setup failed has no result", later, FAILED,
                        new Run(toldLater + error("setUpModule (app.tests_too)") + ran(2, "FAILED (errors=1)"), 1),
                        new Run(toldLater + error("setUpModule (app.tests)") + ran(2, "FAILED (errors=1)"), 1)),
                new Pair("a module that cannot be imported has no result", later, FAILED,
                        new Run(toldLater + error("app.more (unittest.loader._FailedTest.app.more)")
                                + ran(3, "FAILED (errors=1)"), 1),
                        new Run(toldLater + error("app.tests (unittest.loader._FailedTest.app.tests)")
                                + ran(3, "FAILED (errors=1)"), 1)),
                new Pair("what follows the totals is no result", row, OUTSIDE,
                        new Run(told + ran(2, "OK") + "Destroying test database for alias 'default'...\n", 0),
                        new Run("test_p (app.tests.P) ... ok\n" + ran(2, "OK") + "test_a (app.tests.A) ... ok\n", 0)),
                new Pair("skipped by the runner, ok by a print", row, TWICE,
                        new Run(told + "test_b (app.tests.A) ... skipped 'no'\n" + ran(3, "OK (skipped=1)"), 0),
                        new Run("test_a (app.tests.A) ... skipped 'no'\n" + told + ran(2, "OK (skipped=1)"), 0)),
                new Pair("a print, and then a skip, before Python 3.11", row, TWICE,
                        new Run(told.replace("ok\ntest_p", "ok\nskipped 'no database'\ntest_p")
                                + ran(2, "OK (skipped=1)"), 0),
                        new Run("test_a (app.tests.A) ... ok\nskipped 'no'\ntest_b (app.tests.A) ... ok\n"
                                + "test_p (app.tests.P) ... ok\n" + ran(3, "OK (skipped=1)"), 0)),
                new Pair("a print, and then an expected failure", row, TWICE,
                        new Run(told + "test_b (app.tests.A) ... expected failure\n"
                                + ran(3, "OK (expected failures=1)"), 0),
                        new Run(told.replace("ok\ntest_p", "ok\nexpected failure\ntest_p")
                                + ran(2, "OK (expected failures=1)"), 0)),
                new Pair("a block, and totals that somebody printed after the runner's", row, FAILED,
                        new Run("test_p (app.tests.P) ... within" + ran(0, "OK") + "ok\ntest_a (app.tests.A) ... ok\n"
                                + ran(2, "OK"), 0),
                        new Run(told + failure("test_a (app.tests.A)") + ran(2, "FAILED (failures=1)")
                                + "test_a (app.tests.A) ... ok\n" + ran(2, "OK"), 1)),
                new Pair("a block between the ends of a string for the terminal", row, FAILED,
                        new Run("\u001b]0;tests\u0007\n" + told + ran(2, "OK"), 0),
                        new Run("test_a (app.tests.A) ... FAIL\n" + told + "\u001b]0;\n" + failure(
                                "test_a (app.tests.A)") + "\u0007" + ran(2, "OK"), 0)));
    }

    private static List<Pair> unittestCounts() {
        ObjectNode row = RunnersWordTest.row("django/django", "test_a (app.tests.A)", "test_p (app.tests.P)");
        ObjectNode plain = RunnersWordTest.row("a/b", "test_a (app.tests.A)", "test_p (app.tests.P)").put("log_parser",
                "unittest");
        ObjectNode documented = RunnersWordTest.row("django/django", "Adds.", "test_p (app.tests.P)");
        String skipped = "test_s (app.tests.P) ... skipped 'no'\n";
        String told = "test_a (app.tests.A) ... ok\ntest_p (app.tests.P) ... ok\n";
        return List.of(
                new Pair("fewer tests ran than passed, Django", row, COUNT + 1,
                        new Run(told + ran(2, "OK"), 0), new Run(told + ran(1, "OK"), 0)),
                new Pair("fewer tests ran than passed, unittest", plain, COUNT + 0,
                        new Run(told + ran(2, "OK"), 0), new Run(told + ran(0, "OK"), 0)),
                new Pair("one of those that ran has failed", row, COUNT + 1,
                        new Run(told + "test_b (app.tests.B) ... FAIL\n" + failure("test_b (app.tests.B)")
                                + ran(3, "FAILED (failures=1)"), 1),
                        new Run(told + "test_b (app.tests.B) ... FAIL\n" + failure("test_b (app.tests.B)")
                                + ran(2, "FAILED (failures=1)"), 1)),
                new Pair("two subtests that failed are one test", row, COUNT + 1,
                        new Run(told + failure("test_b (app.tests.B) (i=1)") + failure("test_b (app.tests.B) (i=2)")
                                + ran(3, "FAILED (failures=2)"), 1),
                        new Run(told + failure("test_b (app.tests.B) (i=1)") + failure("test_c (app.tests.B) (i=2)")
                                + ran(3, "FAILED (failures=2)"), 1)),
                new Pair("a module without a dot that cannot be imported", row, COUNT + 1,
                        new Run(told + error("more (unittest.loader._FailedTest)") + ran(3, "FAILED (errors=1)"), 1),
                        new Run(told + error("tests (unittest.loader._FailedTest)") + ran(2, "FAILED (errors=1)"), 1)),
                new Pair("a documented test whose id nobody told", documented, COUNT + 1,
                        new Run("test_a (app.tests.A)\nAdds. ... ok\ntest_p (app.tests.P) ... ok\n" + ran(2, "OK"), 0),
                        new Run("Adds. ... ok\ntest_p (app.tests.P) ... ok\n"
                                + error("tests (unittest.loader._FailedTest)") + ran(2, "FAILED (errors=1)"), 1)),
                new Pair("a documented test of a class whose setup failed, and skipped tests", documented, COUNT + 1,
                        new Run("test_a (app.tests.A)\nAdds. ... ok\ntest_p (app.tests.P) ... ok\n" + skipped
                                + error("setUpClass (app.tests.B)") + ran(3, "FAILED (errors=1, skipped=1)"), 1),
                        new Run("Adds. ... ok\ntest_p (app.tests.P) ... ok\n" + skipped
                                + error("setUpClass (app.tests.A)") + ran(2, "FAILED (errors=1, skipped=1)"), 1)),
                new Pair("a runner that does not count skipped tests", row, COUNT + 1,
                        new Run(told + skipped + ran(2, "OK (skipped=1)"), 0),
                        new Run(told + skipped + ran(1, "OK (skipped=1)"), 0)),
                new Pair("failures that are counted and not shown", row, "the runner counts 1 failures",
                        new Run(told + ran(2, "OK (expected failures=1)"), 0),
                        new Run(told + ran(4, "FAILED (failures=1)"), 1)),
                new Pair("exit code 1 after totals of success, Django", row, EXIT + 1,
                        new Run(told + ran(2, "OK"), 0), new Run(told + ran(2, "OK"), 1)),
                new Pair("exit code 1 after totals of success, unittest", plain, EXIT + 1,
                        new Run(told + "test_b (app.tests.B) ... FAIL\n" + failure("test_b (app.tests.B)")
                                + ran(3, "FAILED (failures=1)"), 1),
                        new Run(told + ran(3, "OK"), 1)));
    }

    /// The last test of a file shares its line with the mark of the file, so the official parser never reads it.
    private static List<Pair> sympy() {
        ObjectNode row = RunnersWordTest.row("sympy/sympy", "test_roars", "test_eats");
        String told = ZOO + "[3] \ntest_eats ok\ntest_roars ok\ntest_naps ok        [OK]\n";
        String glued = ZOO + "[3] \ntest_eats ok\ntest_roars halfF\ntest_naps ok        [FAIL]\n";
        String another = "sympy/a/tests/test_a.py[1] \ntest_one F       [FAIL]\n"
                + heading("sympy/a/tests/test_a.py:test_one") + finished("3 passed, 1 failed");
        return List.of(
                new Pair("what stands above the first file is no result", row, FAILED,
                        new Run("test_roars E\n" + told + finished("3 passed"), 0),
                        new Run("test_roars ok\n" + glued + heading(ZOO + ":test_roars")
                                + finished("2 passed, 1 failed"), 1)),
                new Pair("what follows the totals is no result", row, "test_roars is skipped",
                        new Run(told + finished("3 passed") + "test_climbs ok\n", 0),
                        new Run(told.replace("test_roars ok", "test_roars s").replace("naps ok", "naps s")
                                + finished("1 passed, 2 skipped") + "test_roars ok\n", 0)),
                new Pair("the runner did not come to its end", row, "the tests ended before the runner said",
                        new Run(told + finished("3 passed"), 0), new Run(told, 0)),
                new Pair("a file is marked as failed, and none of its tests", row, "the runner marks " + ZOO,
                        new Run(told + finished("3 passed"), 0),
                        new Run(told.replace("[OK]", "[FAIL]") + finished("3 passed"), 0)),
                new Pair("another file is marked as failed, and its failure shown", row, "the runner marks " + ZOO,
                        new Run(told + another, 1), new Run(told.replace("[OK]", "[FAIL]") + another, 1)));
    }

    private static List<Pair> sympyCounts() {
        ObjectNode row = RunnersWordTest.row("sympy/sympy", "test_roars", "test_eats");
        String told = ZOO + "[3] \ntest_eats ok\ntest_roars ok\ntest_naps ok        [OK]\n";
        String unread = "sympy/a/tests/test_a.py[?]   Failed to import      [FAIL]\n";
        return List.of(
                new Pair("fewer tests passed than the lines say", row, COUNT + 2,
                        new Run(told + finished("3 passed"), 0), new Run(told + finished("2 passed"), 0)),
                new Pair("a skipped test, and an ok by a print", row, COUNT + 2,
                        new Run(told.replace("test_roars", "test_sleeps rain s\ntest_roars")
                                + finished("3 passed, 1 skipped"), 0),
                        new Run(told.replace("test_roars ok", "test_roars ok\ntest_roars s")
                                + finished("2 passed, 1 skipped"), 0)),
                new Pair("a line that only the official parser takes for a result", row, COUNT + 2,
                        new Run(told + "  test_roars ok\n" + finished("3 passed"), 0),
                        new Run(told.replace("test_roars ok", "  test_roars\u00a0is fine ok")
                                + finished("2 passed"), 0)),
                new Pair("a file that cannot be imported", row, COUNT + 2,
                        new Run(told + unread + heading("/testbed/sympy/a/tests/test_a.py")
                                + finished("3 passed, 1 exceptions"), 1),
                        new Run(told + unread + heading("/testbed/sympy/a/tests/test_a.py")
                                + finished("2 passed, 1 exceptions"), 1)),
                new Pair("passes that were not expected are counted apart", row, COUNT + 2,
                        new Run(told.replace("test_naps ok", "test_naps X")
                                + finished("2 passed, 1 expected to fail but passed"), 0),
                        new Run(told + finished("2 passed, 1 expected to fail"), 0)),
                new Pair("failures that are counted and not shown", row, "the runner counts 1 failures and exceptions",
                        new Run(told + finished("3 passed, 1 expected to fail"), 0),
                        new Run(told + finished("3 passed, 1 failed"), 1)),
                new Pair("exit code 1 after totals of success", row, EXIT + 1,
                        new Run(told + finished("3 passed"), 0), new Run(told + finished("3 passed"), 1)));
    }

    private static List<Pair> pytest() {
        ObjectNode row = RunnersWordTest.row("pallets/flask", "t.py::f", "t.py::p");
        ObjectNode seaborn = RunnersWordTest.row("mwaskom/seaborn", "t.py::f", "t.py::p");
        String passes = SUMMARY + "PASSED t.py::p\nPASSED t.py::f\n";
        String printed = "=== ERRORS ===\n___ ERROR collecting t.py ___\n--- Captured stdout ---\nPASSED t.py::p\n"
                + "PASSED t.py::f\n" + SUMMARY + "ERROR t.py - ImportError: no\n";
        return List.of(
                new Pair("a file that cannot be collected, seaborn", seaborn, COUNT + 0,
                        new Run(passes + "ERROR u.py - ImportError: no\n=== 2 passed, 1 error in 0.1s ===\n", 1),
                        new Run(printed + "=== 1 error in 0.1s ===\n", 2)),
                new Pair("a file that cannot be collected, pytest", row, COUNT + 0,
                        new Run(passes + "ERROR u.py - ImportError: no\n=== 2 passed, 1 error in 0.1s ===\n", 1),
                        new Run(printed + "=== 1 error in 0.1s ===\n", 2)),
                new Pair("skipped tests have no ids in the summary", row, COUNT + 0,
                        new Run(passes + "SKIPPED [1] t.py:9: no\n=== 2 passed, 1 skipped in 0.1s ===\n", 0),
                        new Run("PASSED t.py::p\nPASSED t.py::f\n" + SUMMARY + "SKIPPED [2] t.py:9: no\n"
                                + "=== 2 skipped in 0.1s ===\n", 0)),
                new Pair("progress without a summary, seaborn", seaborn, COUNT + 1,
                        new Run("t.py::p PASSED [ 50%]\nt.py::f PASSED [100%]\n=== 2 passed in 0.1s ===\n", 0),
                        new Run("t.py::p PASSED [ 50%]\nt.py::f PASSED [100%]\n=== 1 passed in 0.1s ===\n", 0)),
                new Pair("exit code 1 after a summary of success, seaborn", seaborn, EXIT + 1,
                        new Run(passes + "=== 2 passed in 0.1s ===\n", 0),
                        new Run(passes + "=== 2 passed in 0.1s ===\n", 1)),
                new Pair("a crash at the end is no failed test", row, EXIT + 1,
                        new Run(passes + "=== 2 passed in 0.1s ===\n", 139),
                        new Run(passes + "=== 2 passed in 0.1s ===\n", 1)));
    }

    private static List<Pair> statusLines() {
        ObjectNode row = RunnersWordTest.row("a/b", "adds", "counts").put("log_parser", "status_lines");
        ObjectNode five = RunnersWordTest.row("a/b", "t.py::f", "t.py::p").put("log_parser", "parse_log_pytest").put(
                "eval_script",
                "#!/bin/bash\npytest -rA\n");
        String passes = SUMMARY + "PASSED t.py::p\nPASSED t.py::f\n=== 2 passed in 0.1s ===\n";
        String code = ">>>>> Test Exit Code: ";
        return List.of(
                new Pair("told as skipped and as passed", row, TWICE,
                        new Run("PASSED adds\nPASSED counts\nSKIPPED subtracts\n", 0),
                        new Run("SKIPPED adds\nPASSED counts\nPASSED adds\n", 0)),
                new Pair("exit code 1, and no failure told", row, EXIT + 1,
                        new Run("PASSED adds\nPASSED counts\nFAILED subtracts\n", 1),
                        new Run("PASSED adds\nPASSED counts\n", 1)),
                new Pair("the exit code that version 5 tells, and another that a test told", five, EXIT + 2,
                        new Run(passes + code + "0\n", 0), new Run(passes + code + "0\n" + code + "2\n", 0)),
                new Pair("the exit code that version 5 tells, and another before it", five, EXIT + 1,
                        new Run(passes + code + "0\n", 3), new Run(code + "0\n" + passes + code + "1\n", 0)));
    }

    private static List<Pair> failuresOnly() {
        ObjectNode row = RunnersWordTest.row("pallets/flask", "t.py::f", "t.py::p").put("eval_type", "fail_only");
        ObjectNode lines = RunnersWordTest.row("a/b", "adds", "counts").put("log_parser", "status_lines")
                .put("eval_type", "fail_only");
        String passes = SUMMARY + "PASSED t.py::p\nPASSED t.py::f\n";
        return List.of(
                new Pair("no test that must be mended is told", row, "tells of no FAIL_TO_PASS test that passes",
                        new Run(passes + "=== 2 passed in 0.1s ===\n", 0),
                        new Run(SUMMARY + "PASSED t.py::p\n=== 1 passed in 0.1s ===\n", 0)),
                new Pair("the test that must be mended has an error", row, "tells of no FAIL_TO_PASS test that passes",
                        new Run(passes + "ERROR u.py::g - no\n=== 2 passed, 1 error in 0.1s ===\n", 1),
                        new Run(SUMMARY + "PASSED t.py::p\nERROR t.py::f - no\n=== 1 passed, 1 error in 0.1s ===\n",
                                1)),
                new Pair("code that does not compile", lines, "the log names none of the listed tests",
                        new Run("compiling\nPASSED adds\n", 0),
                        new Run("compiling\nerror: expected ';'\n# tests 2\n", 2)),
                new Pair("code that does not compile, and a line that reads as a pass", lines, EXIT + 2,
                        new Run("compiling\nPASSED adds\n", 0),
                        new Run("compiling\nerror: expected ';'\nPASSED adds\n", 2)));
    }

    private static String ran(int tests, String outcome) {
        return "\n" + "-".repeat(70) + "\nRan " + tests + " tests in 0.001s\n\n" + outcome + "\n";
    }

    private static String failure(String id) {
        return "\n" + RULE + "FAIL: " + id + "\n" + "-".repeat(70) + "\nAssertionError\n";
    }

    private static String error(String id) {
        return "\n" + RULE + "ERROR: " + id + "\n" + "-".repeat(70) + "\nOSError\n";
    }

    private static String heading(String failed) {
        return "\n" + "_".repeat(80) + "\n_________ " + failed + " _________\nAssertionError\n";
    }

    private static String finished(String counts) {
        return "\n======= tests finished: " + counts + ", in 0.01 seconds =======\n";
    }

    private Grade grade(ObjectNode row, Run run) {
        byte[] output = ("+ : '>>>>> Start Test Output'\n" + run.log + "+ : '>>>>> End Test Output'\n")
                .getBytes(StandardCharsets.UTF_8);
        var seen = new Observation("main", EvaluationScript.EVALUATE, 0, new Ending.Exited(run.exitCode), output, 0,
                Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
        return new SwebenchJudge(Environments.read(environments)).grade(new Instance(row), "",
                new Evidence("", List.of(seen), Optional.empty()));
    }
}
