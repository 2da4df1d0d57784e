package dev.frostbench.suites.grading.parsers.php;

import dev.frostbench.suites.grading.official.OfficialParser;
import java.util.Map;

/// The parsers of this package by their names.
public final class PhpParsers {

    private PhpParsers() {}

    /// Both versions of the package have the same.
    public static Map<String, OfficialParser> byName() {
        return Map.of("phpunit", new PhpunitLog());
    }
}
