package dev.frostbench.suites.grading.readers;

import static dev.frostbench.suites.grading.Grade.Status.FAILED;
import static dev.frostbench.suites.grading.Grade.Status.MISSING;
import static dev.frostbench.suites.grading.Grade.Status.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.log.Reading;
import org.junit.jupiter.api.Test;

class SympyReaderTest {

    private static final String FILE = "sympy/zoo/tests/test_zoo.py[3] \n";
    private static final String HEADING = "_______________ sympy/zoo/tests/test_zoo.py:test_roars"
            + " _______________\nAssertionError\n";
    private static final String ONE_FAILED = "\n tests finished: 2 passed, 1 failed, 1 expected to fail, \nin 0.01"
            + " seconds \n";

    @Test
    void aFailureOutweighsAPrintedOk() {
        String printed = "test_prints hello\ntest_roars ok\nok                                  [FAIL]\n";
        assertThat(read(FILE + "test_roars F\n" + printed).status("test_roars")).isEqualTo(FAILED);
        assertThat(read(FILE + printed + HEADING).status("test_roars")).isEqualTo(FAILED);
        assertThat(read(FILE + printed + HEADING.replace(".py:", ".py::")).status("test_roars")).isEqualTo(FAILED);
        assertThat(read(FILE + "test_roars F\n" + printed + HEADING).status("test_prints")).isEqualTo(PASSED);
    }

    @Test
    void aLetterThatATestPrintedIsNoFailureWhereAllAreAccountedFor() {
        String log = FILE + "test_prints x F\nok\ntest_roars F     [FAIL]\n" + HEADING + ONE_FAILED;
        assertThat(read(log).status("test_prints")).isEqualTo(PASSED);
        assertThat(read(log.replace(HEADING, "")).status("test_prints")).as("where they are not").isEqualTo(FAILED);
    }

    @Test
    void whatIsGluedToAPrintCountsWhereTheRunnerEnded() {
        assertThat(read(FILE + "test_prints halfok\n" + ONE_FAILED).status("test_prints")).isEqualTo(PASSED);
        assertThat(read(FILE + "test_prints a look\n").status("test_prints")).isEqualTo(MISSING);
    }

    @Test
    void testsOfTwoFilesAreTwo() {
        var reading = read(FILE
                + "test_roars F                [FAIL]\nsympy/sea/tests/test_sea.py[1] \n\u001b[32mtest_roars"
                + " ok\u001b[0m           [OK]\n");
        assertThat(reading.status("sympy/zoo/tests/test_zoo.py:test_roars")).isEqualTo(FAILED);
        assertThat(reading.status("sympy/sea/tests/test_sea.py::test_roars")).isEqualTo(PASSED);
        assertThat(reading.status("test_roars")).isEqualTo(FAILED);
    }

    @Test
    void failuresThatAreCountedAndNotShownAreAContradiction() {
        assertThat(read(FILE + "test_roars ok   [OK]\n" + ONE_FAILED).contradiction())
                .hasValue("the runner counts 1 failures and exceptions, and the log shows 0");
        assertThat(read(FILE + "test_roars ok   [OK]\n" + ONE_FAILED.replace("1 failed, ", "")).contradiction())
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeImportedHasItsOwnLineAndHeading() {
        String unread = "sympy/sea/tests/test_sea.py[?]   Failed to import       [FAIL]\n";
        String end = "______ /work/sympy/sea/tests/test_sea.py ______\nImportError\n"
                + ONE_FAILED.replace("2 passed, 1 failed", "1 passed, 1 exceptions");
        for (String order : new String[]{unread + FILE + "test_roars ok   [OK]\n",
                FILE + "test_roars ok   [OK]\n" + unread}) {
            assertThat(read(order + end).status("test_roars")).as(order).isEqualTo(PASSED);
            assertThat(read(order + end).contradiction()).as(order).isEmpty();
        }
    }

    private static Reading read(String log) {
        return TestRunner.named("sympy").orElseThrow().today().parse(log);
    }
}
