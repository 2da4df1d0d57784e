package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.PythonPattern;
import java.util.List;

/// The words by which pytest reports a status.
final class StatusWord {

    private static final List<Status> REPORTED = List.of(Status.FAILED, Status.PASSED, Status.SKIPPED, Status.ERROR,
            Status.XFAIL);
    private static final PythonPattern COUNT = PythonPattern.of("^\\[\\d+\\]$");

    private StatusWord() {}

    static boolean starts(String line) {
        return REPORTED.stream().anyMatch(status -> line.startsWith(status.name()));
    }

    static boolean ends(String line) {
        return REPORTED.stream().anyMatch(status -> line.endsWith(status.name()));
    }

    /// The status of a word. A word that only begins like one (`ERRORS`) is kept officially, and equals none of them.
    static Status of(String word) {
        return REPORTED.stream().filter(status -> status.name().equals(word)).findFirst().orElse(Status.OTHER);
    }

    /// Whether it is pytest's `SKIPPED [2] file:line: reason`, which names no test. 4.1.0 takes `[2]` for one.
    static boolean isCountOfSkips(SwebenchVersion version, List<String> words) {
        return switch (version) {
            case V4_1_0 -> false;
            case V5_0_2 -> words.getFirst().equals("SKIPPED") && COUNT.match(words.get(1)).isPresent();
        };
    }
}
