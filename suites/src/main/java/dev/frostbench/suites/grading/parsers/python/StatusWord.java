package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.List;
import java.util.Optional;

/// The words by which pytest reports a status.
final class StatusWord {

    private static final List<Status> REPORTED = List.of(Status.FAILED, Status.PASSED, Status.SKIPPED, Status.ERROR,
            Status.XFAIL);

    private StatusWord() {}

    static boolean starts(String line) {
        return REPORTED.stream().anyMatch(status -> line.startsWith(status.name()));
    }

    static boolean ends(String line) {
        return REPORTED.stream().anyMatch(status -> line.endsWith(status.name()));
    }

    /// The status of a word. Empty for a word that only begins like one (`ERRORS`): it counts as no result.
    static Optional<Status> of(String word) {
        return REPORTED.stream().filter(status -> status.name().equals(word)).findFirst();
    }
}
