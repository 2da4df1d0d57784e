package dev.frostbench.suites.grading.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text as the official tools see it: Python's idea of white space and lines, which differs from Java's.
public final class PythonText {

    /// What `str.isspace` accepts.
    private static final String SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f"
            + "\\u205f\\u3000";

    private static final Pattern SPACES = Pattern.compile("[" + SPACE + "]+");
    private static final Pattern EDGES = Pattern.compile("^[" + SPACE + "]+|[" + SPACE + "]+\\z");

    private PythonText() {}

    /// A file read in text mode: every kind of line end is `\n`.
    public static String universalNewlines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /// `str.split("\n")`.
    public static String[] lines(String log) {
        return log.split("\n", -1);
    }

    /// `str.split()`.
    public static List<String> words(String line) {
        var words = new ArrayList<>(List.of(SPACES.split(line)));
        words.removeIf(String::isEmpty);
        return words;
    }

    /// `str.strip()`.
    public static String strip(String line) {
        return EDGES.matcher(line).replaceAll("");
    }
}
