package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.log.PythonText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A log without what is for a terminal: no colours, no cursor movements, equal ends of lines.
///
/// Each line is compared with several patterns, so a line of megabytes would take hours. The middle of a line that no
/// runner could have written is left out.
public final class PlainText {

    /// Control sequences (colours), strings for the terminal (titles, links) and single escapes. A string ends with its
    /// line, so that none hides lines of the runner.
    private static final Pattern ESCAPE = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b\\r\\n]*(?:\\x07|\\x1b\\\\)|\\x1b[ -/]*[0-Z\\\\-~]");

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
