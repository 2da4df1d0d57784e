package dev.frostbench.suites.grading.readers;

import static dev.frostbench.suites.grading.Grade.Status.ERROR;
import static dev.frostbench.suites.grading.Grade.Status.FAILED;
import static dev.frostbench.suites.grading.Grade.Status.MISSING;
import static dev.frostbench.suites.grading.Grade.Status.PASSED;
import static dev.frostbench.suites.grading.Grade.Status.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.Reading.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnittestReaderTest {

    private static final String OK = "\n" + "-".repeat(70) + "\nRan 2 tests in 0.001s\n\nOK\n";

    @Test
    void bothFormsOfAnIdAreOneTest() {
        for (String printed : new String[]{"test_a (m.T.test_a)", "test_a (m.T)"})
            for (String listed : new String[]{"test_a (m.T.test_a)", "test_a (m.T)"})
                assertThat(read(printed + " ... ok\n" + OK).status(listed)).as(printed).isEqualTo(PASSED);
        assertThat(read("test_a (m.T) ... FAIL\ntest_a (m.T.test_a) ... ok\n").status("test_a (m.T.test_a)"))
                .isEqualTo(FAILED);
    }

    @Test
    void whatATestPrintsStandsBeforeItsOutcome() {
        assertThat(one("hello\nok\n" + OK)).isEqualTo(PASSED);
        assertThat(one("m.py:3: DeprecationWarning: old\n  warn(\"old\")\nok\n" + OK)).isEqualTo(PASSED);
        assertThat(one("\ntest_b (m.T.test_b) ... ok\nok\n" + OK)).as("another test's line").isEqualTo(PASSED);
        assertThat(one("half a lineok\n" + OK)).isEqualTo(PASSED);
        assertThat(one("a look\n")).as("printed, and then the runner was ended").isEqualTo(MISSING);
        assertThat(one("hello\nFAIL\n")).isEqualTo(FAILED);
        assertThat(one("hello\nskipped 'no wind'\n" + OK)).isEqualTo(SKIPPED);
    }

    @Test
    void aFailureOutweighsAPrintedOk() {
        String block = "\n" + "=".repeat(70) + "\nFAIL: test_a (m.T.test_a)\n" + "-".repeat(70)
                + "\nAssertionError\n\n";
        String failed = "Ran 2 tests in 0.001s\n\nFAILED (failures=1)\n";
        assertThat(one("ok\nFAIL\n" + block + failed)).isEqualTo(FAILED);
        assertThat(one("ok\n" + block + failed)).isEqualTo(FAILED);
        assertThat(one("ok\n" + block.replace(")\n-", ") [label] (i=1)\nIts docstring.\n-") + failed))
                .isEqualTo(FAILED);
        assertThat(one("ok\n" + block.replace("FAIL:", "ERROR:") + failed.replace("failures", "errors")))
                .isEqualTo(ERROR);
        assertThat(one("ok\nFAIL\n")).as("without the end").isEqualTo(FAILED);
        assertThat(one("FAIL\nok\n" + block.replace("test_a", "test_b") + failed.replace("=1", "=2")))
                .as("not all blocks are there").isEqualTo(FAILED);
        assertThat(one("FAIL\nok\n" + OK)).as("a test printed FAIL, and the runner counts none").isEqualTo(PASSED);
        assertThat(one("\n  test_a (m.T.test_a) (i=1) ... FAIL\ntest_b (m.T.test_b) ... hello\nok\n"))
                .isEqualTo(FAILED);
    }

    @Test
    void documentedTestsAreNamedByTheirIds() {
        var reading = read(
                "test_a (m.T.test_a)\nSame words ... and dots. ... FAIL\ntest_b (m.T.test_b)\nSame words ... and"
                        + " dots. ... hello\nok\n"
                        + "test_c (m.T.test_c)\nOther words. ... skipped 'not ... ok'\ntest_d (m.T.test_d)\nLast"
                        + " words. ... ok\n");
        assertThat(reading.tests().keySet()).containsExactly("test_a (m.T.test_a)", "test_b (m.T.test_b)",
                "test_c (m.T.test_c)", "test_d (m.T.test_d)");
        assertThat(reading.tests().values()).containsExactly(FAILED, PASSED, SKIPPED, PASSED);
        assertThat(reading.status("Same words ... and dots.")).as("of two, the failing one").isEqualTo(FAILED);
        assertThat(reading.status("Last words.")).isEqualTo(PASSED);
    }

    @Test
    void anOlderPythonsLinesWithoutIdsAreNotTheTestsAboveThem() {
        var reading = read(
                "test_a (m.T) ... ok\nERROR\ntest_b (m.U) ... ok\nskipped 'no database'\ntest_c (m.U) ... test_d"
                        + " (m.U) ... ok\n\n"
                        + "=".repeat(70)
                        + "\nERROR: tearDownClass (m.T)\n" + "-".repeat(70) + "\nOSError\n\n" + "=".repeat(70)
                        + "\nFAIL: test_c (m.U) (i=1)\n" + "-".repeat(70)
                        + "\nAssertionError\n\n" + "-".repeat(70)
                        + "\nRan 4 tests in 0.001s\n\nFAILED (failures=1, errors=1, skipped=1)\n");
        assertThat(reading.status("test_a (m.T)")).isEqualTo(PASSED);
        assertThat(reading.status("test_b (m.U)")).isEqualTo(PASSED);
        assertThat(reading.status("test_c (m.U)")).isEqualTo(FAILED);
        assertThat(reading.status("test_d (m.U)")).isEqualTo(PASSED);
    }

    @Test
    void whatStandsBelowTheTotalsIsNoResult() {
        assertThat(one("ok\n" + OK + "test_b (m.T.test_b) ... ok\n")).isEqualTo(PASSED);
        assertThat(read("test_a (m.T.test_a) ... ok\n" + OK + "test_b (m.T.test_b) ... ok\n").tests())
                .containsEntry("test_b (m.T.test_b)", MISSING);
        assertThat(one(OK.replace("OK", "FAILED (failures=1)") + "ok\n" + OK)).as("a run within the test")
                .isEqualTo(PASSED);
    }

    @Test
    void noTestOfAClassWithoutSetUpHasPassed() {
        String block = "\n" + "=".repeat(70) + "\nERROR: setUpClass (m.T)\n" + "-".repeat(70) + "\nOSError\n" + OK;
        assertThat(one("ok\n" + block)).isEqualTo(ERROR);
        assertThat(one("ok\n" + block.replace("Class (m.T)", "Module (m)"))).isEqualTo(ERROR);
        assertThat(one("ok\n" + block.replace("m.T", "m.T2"))).isEqualTo(PASSED);
        assertThat(one("ok\n" + block.replace("setUp", "tearDown"))).as("its tests have run").isEqualTo(PASSED);
    }

    @Test
    void theTotalsSayHowManyCanHavePassed() {
        String block = "\n" + "=".repeat(70) + "\nFAIL: test_a (m.T.test_a) (i=1)\n" + "-".repeat(70) + "\nno\n";
        String log = block + block.replace("i=1", "i=2") + OK.replace("OK", "FAILED (failures=2)");
        assertThat(read(log).totals()).as("one test with two failed subtests").hasValue(new Totals(1, 2));
        assertThat(read(log).against(List.of("a test", "another")))
                .hasValue("the log tells of 2 listed tests that pass, and by the runner's count at most 1 did");
        assertThat(read(log).against(List.of("test_a (m.T)", "test_a (m.T.test_a)"))).as("two names of one").isEmpty();
    }

    @Test
    void coloursAreStripped() {
        assertThat(one("\u001b[32mok\u001b[0m\n")).isEqualTo(PASSED);
        assertThat(one("\u001b[32mok\u001b[0m\n\n\u001b[31m" + "=".repeat(70)
                + "\u001b[0m\n\u001b[1;31mFAIL: test_a (m.T.test_a)\u001b[0m\n")).isEqualTo(FAILED);
    }

    @Test
    void failuresThatTheRunnerCountsAndTheLogDoesNotShowAreAContradiction() {
        assertThat(read("test_a (m.T.test_a) ... ok\n" + OK.replace("OK", "FAILED (failures=2, expected failures=9)"))
                .contradiction())
                .hasValue("the runner counts 2 failures and errors, and the log shows 0");
        assertThat(read("test_a (m.T.test_a) ... FAIL\n" + OK.replace("OK", "FAILED (failures=1)")).contradiction())
                .isEmpty();
        assertThat(read("test_a (m.T.test_a) ... ok\n" + OK.replace("OK", "OK (expected failures=1)")).contradiction())
                .isEmpty();
    }

    private static Status one(String told) {
        return read("test_a (m.T.test_a) ... " + told).status("test_a (m.T.test_a)");
    }

    private static Reading read(String log) {
        return TestRunner.named("unittest").orElseThrow().today().parse(log);
    }
}
