package dev.frostbench.suites.grading.parsers.c;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;

/// The parsers of this package by their names.
public final class CParsers {

    private CParsers() {}

    /// Both versions of the package have the same.
    public static Map<String, OfficialParser> byName() {
        return Map.of("redis", new RedisLog(), "doctest", new DoctestLog(),
                "jq", LinePattern.of("^\\s*(PASS|FAIL):\\s(.+)$",
                        Map.of("PASS", Status.PASSED, "FAIL", Status.FAILED)),
                "micropython_test", LinePattern.of("^(pass|FAIL|skip)\\s+(.+)$",
                        Map.of("pass", Status.PASSED, "FAIL", Status.FAILED, "skip", Status.SKIPPED)),
                "googletest", LinePattern.of("^.*\\[\\s*(OK|FAILED)\\s*\\]\\s(.*)\\s\\(.*\\)$",
                        Map.of("OK", Status.PASSED, "FAILED", Status.FAILED)));
    }
}
