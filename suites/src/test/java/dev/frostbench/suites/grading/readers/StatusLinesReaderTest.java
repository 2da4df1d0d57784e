package dev.frostbench.suites.grading.readers;

import static dev.frostbench.suites.grading.Grade.Status.FAILED;
import static dev.frostbench.suites.grading.Grade.Status.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusLinesReaderTest {

    @Test
    void namesMayHoldBlanks() {
        var reading = TestRunner.named("status_lines").orElseThrow().today()
                .parse("\u001b[32mPASSED\u001b[0m tests::sp - should panic\n"
                        + "PASSED adds two numbers\nFAILED subtracts two numbers - got 3\nPASSED subtracts two"
                        + " numbers\nPASSED quick - took 3 ms\n");
        assertThat(reading.status("tests::sp - should panic")).isEqualTo(PASSED);
        assertThat(reading.status("adds two numbers")).isEqualTo(PASSED);
        assertThat(reading.status("adds")).as("up to the first blank").isEqualTo(PASSED);
        assertThat(reading.status("subtracts two numbers")).as("told twice").isEqualTo(FAILED);
        assertThat(reading.status("quick")).isEqualTo(PASSED);
    }
}
