package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.official.PythonPattern;

/// The control sequences of terminals that the official `ansi_escape` removes.
final class TerminalCodes {

    private static final PythonPattern CODE = PythonPattern.of("\\x1B(?:[@-Z\\\\-_]|\\[[0-?]*[ -/]*[@-~])");

    private TerminalCodes() {}

    static String removedFrom(String log) {
        return CODE.replace(log, "");
    }
}
