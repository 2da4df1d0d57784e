package dev.frostbench.suites.grading.parsers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Map;

/// Reads a test runner's output.
@FunctionalInterface
public interface LogParser {

    /// Statuses by test id, in the order the tests first appear; of a test named twice the last status stands.
    ///
    /// @param log text with newlines as `\n`
    Map<String, Status> parse(String log);
}
