package dev.frostbench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    @Test
    void whatHasNoRoomIsLeftOutAndALongNameLosesItsBeginning() {
        assertThat(new StatusLine(60).add("", "[3/300]").named(": ", "django__django-11099", " 2:05")
                .add("; ", "resolved 2").toString())
                .isEqualTo("[3/300]: django__django-11099 2:05; resolved 2");
        assertThat(new StatusLine(30).add("", "[3/300]").named(": ", "scikit-learn__scikit-learn-11099", " 2:05")
                .add("; ", "resolved 2").toString())
                .isEqualTo("[3/300]: …kit-learn-11099 2:05").hasSizeLessThanOrEqualTo(30);
        assertThat(new StatusLine(20).add("", "[3/300]").named(": ", "scikit-learn__scikit-learn-11099", " 2:05")
                .toString()).isEqualTo("[3/300]");
        assertThat(new StatusLine(30).add("", "build host [1/2]").text(" ", "run make all of it", "").toString())
                .isEqualTo("build host [1/2] run make all…");
        assertThat(new StatusLine(20).named("", "a\u001B[31mb\nc", "").toString()).isEqualTo("ab\u240Ac");
    }

    @Test
    void timesReadAsOnAClock() {
        assertThat(StatusLine.clock(Duration.ofSeconds(5))).isEqualTo("0:05");
        assertThat(StatusLine.clock(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
    }

    @Test
    void widthIsWhatColumnsSaysElseWhatTheLauncherMeasured() {
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "60")).help()).isEqualTo(60);
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "20")).help()).as("no narrower").isEqualTo(55);
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "300")).help()).as("no wider").isEqualTo(100);
        for (String none : new String[]{"0", "", "wide", "-5"})
            assertThat(TerminalWidth.of(Map.of("COLUMNS", none)).help()).as(none).isEqualTo(100);
    }

    @Test
    void whatStaysIsWrittenAboveTheLineThatTicks() {
        var terminal = new ByteArrayOutputStream();
        try (var line = new LiveLine(new PrintStream(terminal, true, StandardCharsets.UTF_8), 60,
                columns -> "at " + columns)) {
            line.above("kept");
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("\r\u001B[Kkept\n\r\u001B[Kat 59")
                .endsWith("\r\u001B[K");
    }
}
