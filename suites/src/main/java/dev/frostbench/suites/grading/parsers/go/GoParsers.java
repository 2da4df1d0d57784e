package dev.frostbench.suites.grading.parsers.go;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;

/// The parsers of this package by their names.
public final class GoParsers {

    private GoParsers() {}

    /// Both versions of the package have the same.
    public static Map<String, OfficialParser> byName() {
        return Map.of("gotest", LinePattern.of("^--- (PASS|FAIL|SKIP): (.+) \\((.+)\\)$",
                Map.of("PASS", Status.PASSED, "FAIL", Status.FAILED, "SKIP", Status.SKIPPED)));
    }
}
