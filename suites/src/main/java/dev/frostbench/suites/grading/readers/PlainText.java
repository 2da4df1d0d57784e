package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.parsers.PythonText;
import java.util.List;
import java.util.regex.Pattern;

/// A log as it reads without a terminal: no colours, no cursor, lines that end alike.
public final class PlainText {

    /// Control sequences (colours), strings for the terminal (titles, links) and single escapes.
    private static final Pattern ESCAPE = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[ -/]*[0-Z\\\\-~]");

    private PlainText() {}

    public static String of(String log) {
        return PythonText.universalNewlines(ESCAPE.matcher(log).replaceAll(""));
    }

    static List<String> lines(String log) {
        return List.of(PythonText.lines(of(log)));
    }
}
