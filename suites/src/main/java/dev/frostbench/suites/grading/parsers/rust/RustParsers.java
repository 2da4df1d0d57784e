package dev.frostbench.suites.grading.parsers.rust;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;

/// The parsers of this package by their names.
public final class RustParsers {

    private RustParsers() {}

    /// Both versions of the package have the same. A name with a blank (`should_panic`, doc tests) is no result.
    public static Map<String, OfficialParser> byName() {
        return Map.of("cargo", LinePattern.nameFirst("^test\\s+(\\S+)\\s+\\.\\.\\.\\s+(\\w+)$",
                Map.of("ok", Status.PASSED, "FAILED", Status.FAILED)));
    }
}
