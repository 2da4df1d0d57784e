package dev.frostbench.harness.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people see of a build while they wait, and when it is done.
class BuildReportTest {

    private static final String FIXTURE = "swebench/a";

    @TempDir
    Path store;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aStepThatWasMadeBeforeSaysHowLongItWillTake() {
        try (BuildReport report = begun()) {
            report.stepStarted(FIXTURE, 2, 3, "run install", false);
            report.takes(FIXTURE, "says something, so that the last line is drawn");
            assertThat(text()).contains("run install 0:0").doesNotContain("left");
            report.expected(FIXTURE, Duration.ofHours(2));
            report.takes(FIXTURE, "says more");
            assertThat(text()).containsPattern("run install 0:\\d\\d, about 1:5\\d:\\d\\d left");
        }
    }

    @Test
    void aStepThatTakesLongerThanBeforeSaysHowLongItTookThen() {
        try (BuildReport report = begun()) {
            report.stepStarted(FIXTURE, 2, 3, "run install", false);
            report.expected(FIXTURE, Duration.ZERO);
            report.takes(FIXTURE, "says something");
            assertThat(text()).contains(", took 0:00 before").doesNotContain("left");
        }
    }

    @Test
    void theSlowestStepIsNamedAndWhatWasCompiledBefore() {
        try (BuildReport report = begun()) {
            end(report, 0, "base debian", true, 90);
            end(report, 1, "git checkout", false, 3);
            report.compiled(FIXTURE, 77, 89);
            end(report, 2, "run install\nand more", false, 20);
            report.built(FIXTURE, Duration.ofSeconds(24));
        }
        assertThat(text()).contains("run install  done in 20.0 s, 5.00 MB, 77 of 89 files compiled before")
                .contains("git checkout  done in 3.0 s, 5.00 MB\n")
                .contains("[1/2] built swebench/a in 24.0 s, 20.0 s of it run install\n");
    }

    private static void end(BuildReport report, int index, String step, boolean cached, int seconds) {
        if (!cached) report.stepStarted(FIXTURE, index, 3, step, false);
        report.stepEnded(FIXTURE, index, 3, step, cached, Duration.ofSeconds(seconds), 5_000_000);
    }

    private BuildReport begun() {
        var report = new BuildReport(new PrintStream(printed, true, StandardCharsets.UTF_8), Optional.of(140), store);
        report.begin(2, false);
        return report;
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
