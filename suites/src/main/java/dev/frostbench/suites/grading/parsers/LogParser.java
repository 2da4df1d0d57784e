package dev.frostbench.suites.grading.parsers;

import dev.frostbench.suites.grading.Reading;

/// Reads a test runner's output. A pure function.
@FunctionalInterface
public interface LogParser {

    /// @param log text with newlines as `\n`
    Reading parse(String log);
}
