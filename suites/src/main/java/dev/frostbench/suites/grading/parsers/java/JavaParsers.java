package dev.frostbench.suites.grading.parsers.java;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.LinePattern;
import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;

/// The parsers of this package by their names.
public final class JavaParsers {

    private JavaParsers() {}

    public static Map<String, OfficialParser> byName(SwebenchVersion version) {
        return Map.of("maven", new MavenLog(version), "gradle_custom", new GradleLog(version),
                "ant", LinePattern.of("^\\s*\\[junit\\]\\s+\\[(PASS|FAIL|ERR)\\]\\s+(.*)$",
                        Map.of("PASS", Status.PASSED, "FAIL", Status.FAILED, "ERR", Status.FAILED)));
    }
}
