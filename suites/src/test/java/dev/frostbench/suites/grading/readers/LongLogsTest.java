package dev.frostbench.suites.grading.readers;

import static dev.frostbench.suites.grading.Grade.Status.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines and logs that no runner writes but a test may print. Each reader comes to their end and finds what follows
/// them.
class LongLogsTest {

    private static final int LONG = 400_000;

    @ParameterizedTest
    @ValueSource(strings = {"::", "x - ", "SUBFAILED[] (", "a.py::b ", "] ) ", "(a.", "m.T) ... ", "= ", "_ ",
            "test_a ok ", "\u001b]", "1 passed in "})
    void aLineOfAnyLengthIsPassedOver(String piece) {
        String line = piece.repeat(LONG / piece.length());
        String printed = line + "\nSUBFAILED" + line + "\ntest_a (" + line + "\n"
                + (piece.repeat(500) + "\n").repeat(100);
        assertThat(status("pytest",
                printed + "=== short test summary info ===\nPASSED t.py::p\n=== 1 passed in 1s ===\n", "t.py::p"))
                .isEqualTo(PASSED);
        assertThat(status("status_lines", printed + "PASSED quick\n", "quick")).isEqualTo(PASSED);
        assertThat(status("unittest", printed + "test_p (m.T.test_p) ... ok\n", "test_p (m.T)")).isEqualTo(PASSED);
        assertThat(status("sympy", printed + "test_p ok\n", "test_p")).isEqualTo(PASSED);
    }

    private static Status status(String parser, String log, String test) {
        return TestRunner.named(parser).orElseThrow().today().parse(log).status(test);
    }
}
