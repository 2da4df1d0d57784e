package dev.frostbench.suites.grading.readers;

import static dev.frostbench.suites.grading.Grade.Status.ERROR;
import static dev.frostbench.suites.grading.Grade.Status.FAILED;
import static dev.frostbench.suites.grading.Grade.Status.MISSING;
import static dev.frostbench.suites.grading.Grade.Status.PASSED;
import static dev.frostbench.suites.grading.Grade.Status.SKIPPED;
import static dev.frostbench.suites.grading.Grade.Status.XFAIL;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.log.Reading;
import org.junit.jupiter.api.Test;

class PytestReaderTest {

    private static final String SUMMARY = "=========================== short test summary info"
            + " ============================\n";

    @Test
    void aFailedSubtestFailsItsTestBesidePassed() {
        for (String line : new String[]{"SUBFAILED(i=1) a.py::T::test_x - no",
                "SUBFAILED[two words] (i=1) a.py::T::test_x - no",
                "SUBFAILED[a] - b] (i='1') a.py::T::test_x - no", "SUBFAILED(<subtest>) a.py::T::test_x",
                "[two words] (i=1) SUBFAIL a.py::T::test_x - no", "(i=1) SUBFAIL a.py::T::test_x - no"})
            assertThat(read(SUMMARY + "PASSED a.py::T::test_x\n" + line + "\n==== 1 failed, 1 passed in 0.05s ====\n")
                    .status("a.py::T::test_x")).as(line).isEqualTo(FAILED);
    }

    @Test
    void aFailedSubtestOfTheProgressFailsItsTest() {
        for (String line : new String[]{"a.py::test_x SUBFAILED[two words] (i=1)       [ 50%]",
                "a.py::test_x SUBFAILED(i=1)     [ 50%]",
                "a.py::test_x [two words] (i=1) SUBFAIL      [ 50%]", "[gw1] [ 50%] SUBFAILED(i='1') a.py::test_x ",
                "[gw1] [ 50%] [two words] SUBFAIL a.py::test_x "})
            assertThat(read(line + "\na.py::test_x PASSED        [100%]\n\n=== 1 failed, 1 passed in 0.05s ===\n")
                    .status("a.py::test_x")).as(line).isEqualTo(FAILED);
    }

    @Test
    void aPassedOrSkippedSubtestIsNoResultOfItsTest() {
        var reading = read(SUMMARY + "PASSED a.py::test_x\nSUBPASSED[y] a.py::test_x\nSUBSKIPPED[y] [1] a.py:4: low\n"
                + "SUBSKIPPED[y] a.py::test_x - low\n=== 1 passed, 1 skipped in 0.05s ===\n");
        assertThat(reading.tests()).containsOnly(entry("a.py::test_x", PASSED));
    }

    @Test
    void whatATestPrintedIsNoResult() {
        String printed = SUMMARY + "PASSED a.py::test_gone\nFAILED a.py::test_x - no\n=== 1 passed in 0.01s ===\n";
        var reading = read(
                "==== test session starts ====\na.py .\n==== PASSES ====\n____ test_x ____\n--- Captured stdout call"
                        + " ---\n"
                        + printed + "a.py::test_gone PASSED [ 50%]\n" + SUMMARY
                        + "PASSED a.py::test_x\n==== 1 passed in 0.02s ====\nPASSED a.py::test_late\n");
        assertThat(reading.tests()).containsOnlyKeys("a.py::test_x").containsValue(PASSED);
    }

    @Test
    void idsAreWholeAndMayBeListedCut() {
        var reading = read(SUMMARY
                + "PASSED a.py::test_p[a b]\nPASSED a.py::test_p[rope - new]\nPASSED a.py::test_q[x] - y]\n"
                + "FAILED a.py::test_r[a - b] - assert [1] - 2\nFAILED a.py::test_s - KeyError: [a] - b\nFAILED"
                + " a.py::test_p[c d]\n==== 2 failed, 3 passed in 1s ====\n");
        assertThat(reading.status("a.py::test_p[a b]")).isEqualTo(PASSED);
        assertThat(reading.status("a.py::test_p[rope - new]")).isEqualTo(PASSED);
        assertThat(reading.status("a.py::test_q[x] - y]")).isEqualTo(PASSED);
        assertThat(reading.status("a.py::test_q[x]")).isEqualTo(PASSED);
        assertThat(reading.status("a.py::test_r[a - b]")).isEqualTo(FAILED);
        assertThat(reading.status("a.py::test_s")).isEqualTo(FAILED);
        assertThat(reading.status("a.py::test_p[rope")).as("cut, and the only one so cut").isEqualTo(PASSED);
        assertThat(reading.status("a.py::test_p[c")).isEqualTo(FAILED);
        assertThat(reading.tests()).containsKeys("a.py::test_r[a - b]", "a.py::test_s");
    }

    @Test
    void ofTestsWithOneCutNameAFailingOneDecides() {
        var reading = read(SUMMARY
                + "FAILED a.py::test_p[a c] - no\nPASSED a.py::test_p[a b]\n=== 1 failed, 1 passed in 1s ===\n");
        assertThat(reading.status("a.py::test_p[a")).isEqualTo(FAILED);
        assertThat(reading.status("a.py::test_p[a b]")).isEqualTo(PASSED);
    }

    @Test
    void anErrorInTeardownIsNoPass() {
        assertThat(read(SUMMARY + "PASSED a.py::test_x\nERROR a.py::test_x - lost\n= 1 passed, 1 error in 1s =\n")
                .status("a.py::test_x")).isEqualTo(ERROR);
        assertThat(read("a.py::test_x PASSED [ 50%]\na.py::test_x ERROR [ 50%]\n= 1 passed, 1 error in 1s =\n")
                .status("a.py::test_x")).isEqualTo(ERROR);
    }

    @Test
    void expectedFailuresAndUnexpectedPasses() {
        var reading = read(SUMMARY
                + "SKIPPED [2] a.py:3: no - wind\nSKIPPED a.py::test_s - no - wind\nXFAIL a.py::test_f - leaks - as"
                + " known\nXPASS a.py::test_p - not - always\n"
                + "FAILED a.py::test_strict - [XPASS(strict)] never\n=== 1 failed, 3 skipped, 1 xfailed, 1 xpassed in"
                + " 0.1s ===\n");
        assertThat(reading.tests()).containsExactly(entry("a.py::test_s", SKIPPED), entry("a.py::test_f", XFAIL),
                entry("a.py::test_p", PASSED), entry("a.py::test_strict", FAILED));
    }

    @Test
    void aHeadingFailsATestThatTheSummaryDoesNotName() {
        String failures = "==== FAILURES ====\n____ T.test_x (i=1) ____\n\n    def test_x\nE  no\n\na.py:4:"
                + " AssertionError\n";
        var reading = read(failures + SUMMARY
                + "PASSED a.py::T::test_x\nPASSED b.py::T::test_x\n==== 1 failed, 2 passed in 0.1s ====\n");
        assertThat(reading.status("a.py::T::test_x")).isEqualTo(FAILED);
        assertThat(reading.status("b.py::T::test_x")).as("of another file").isEqualTo(PASSED);
        var quiet = read(failures + SUMMARY + "PASSED a.py::T::test_x\n");
        assertThat(quiet.status("a.py::T::test_x")).as("with -qq nothing is counted").isEqualTo(FAILED);
        var printed = read("==== PASSES ====\n____ test_y ____\n____ T.test_x (i=1) ____\n" + SUMMARY
                + "PASSED a.py::T::test_x\n==== 1 passed in 0.1s ====\n");
        assertThat(printed.status("a.py::T::test_x")).isEqualTo(PASSED);
    }

    @Test
    void coloursAreStripped() {
        var reading = read(
                "\u001b[36m\u001b[1m==== short test summary info ====\u001b[0m\n\u001b[32mPASSED\u001b[0m"
                        + " a.py::\u001b[1mtest_p[a b]\u001b[0m\n"
                        + "\u001b]8;;http://x\u0007\u001b[31mFAILED\u001b[0m a.py::\u001b[1mtest_f\u001b[0m -"
                        + " no\n\u001b[31m= \u001b[1m1 failed\u001b[0m, \u001b[32m1 passed\u001b[0m in 0.3s"
                        + " =\u001b[0m\n");
        assertThat(reading.tests()).containsExactly(entry("a.py::test_p[a b]", PASSED), entry("a.py::test_f", FAILED));
    }

    @Test
    void withoutAnyReportStatusLinesCount() {
        assertThat(read("PASSED a.py::test_p[a b]\nFAILED a.py::test_f - no\n").status("a.py::test_p[a b]"))
                .isEqualTo(PASSED);
        assertThat(read("PASSED a.py::test_p\n==== 1 passed in 0.1s ====\n").status("a.py::test_p"))
                .as("printed, where there is a report").isEqualTo(MISSING);
    }

    @Test
    void namesOfTheOfficialParsersAreOtherNames() {
        String log = SUMMARY
                + "PASSED a.py::test_p[/tmp/x y]\nPASSED a.py::test_m[MouseButton.LEFT]\nPASSED"
                + " a.py::test_v[10m-x]\n=== 3 passed in 1s ===\n";
        assertThat(read("pytest_options", log).status("a.py::test_p[/x y]")).isEqualTo(PASSED);
        assertThat(read("matplotlib", log).status("a.py::test_m[1]")).isEqualTo(PASSED);
        assertThat(read("pytest_v2", log).status("a.py::test_v-x]")).isEqualTo(PASSED);
        assertThat(read("pytest", log).status("a.py::test_m[1]")).isEqualTo(MISSING);
    }

    private static Reading read(String log) {
        return read("pytest", log);
    }

    private static Reading read(String parser, String log) {
        return TestRunner.named(parser).orElseThrow().today().parse(log);
    }
}
