package dev.frostbench.suites.grading.log;

/// Reads a test runner's output. A pure function.
@FunctionalInterface
public interface LogParser {

    /// @param log text with newlines as `\n`
    Reading parse(String log, ParseContext context);

    /// Reads a log of which nothing else is known.
    default Reading parse(String log) {
        return parse(log, ParseContext.UNKNOWN);
    }
}
