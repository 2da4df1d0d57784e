package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.parsers.PythonText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A log as it reads without a terminal: no colours, no cursor, lines that end alike.
///
/// What is looked for in a line is compared with it in several ways, so that a line of megabytes would take hours; of
/// one that no runner writes, the middle is left out.
public final class PlainText {

    /// Control sequences (colours), strings for the terminal (titles, links) and single escapes.
    private static final Pattern ESCAPE = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[ -/]*[0-Z\\\\-~]");

    private static final int HEAD = 2000;
    private static final int TAIL = 500;

    private PlainText() {}

    public static String of(String log) {
        return PythonText.universalNewlines(ESCAPE.matcher(log).replaceAll(""));
    }

    public static List<String> lines(String log) {
        return Arrays.stream(PythonText.lines(of(log))).map(PlainText::bounded).toList();
    }

    private static String bounded(String line) {
        return line.length() <= HEAD + TAIL ? line : line.substring(0, HEAD) + line.substring(line.length() - TAIL);
    }
}
