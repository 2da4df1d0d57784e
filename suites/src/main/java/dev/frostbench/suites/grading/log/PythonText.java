package dev.frostbench.suites.grading.log;

import java.util.ArrayList;
import java.util.List;

/// Text as the official tools see it: Python's idea of white space and lines, which differs from Java's.
public final class PythonText {

    /// What `str.isspace` and `\s` accept, as the inside of a character class.
    public static final String SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f"
            + "\\u205f\\u3000";

    private PythonText() {}

    /// `str.isspace` of one character.
    public static boolean isSpace(char c) {
        if (c < 0x80) return c >= '\t' && c <= '\r' || c >= 0x1c && c <= ' ';
        return switch (c) {
            case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }

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
        var words = new ArrayList<String>();
        int start = -1;
        for (int at = 0; at <= line.length(); at++) {
            boolean space = at == line.length() || isSpace(line.charAt(at));
            if (!space && start < 0) start = at;
            if (space && start >= 0) {
                words.add(line.substring(start, at));
                start = -1;
            }
        }
        return words;
    }

    /// `str.strip()`.
    public static String strip(String line) {
        return stripRight(line.substring(indent(line)));
    }

    /// `str.rstrip()`.
    public static String stripRight(String line) {
        int end = line.length();
        while (end > 0 && isSpace(line.charAt(end - 1))) end--;
        return line.substring(0, end);
    }

    /// How many characters `str.lstrip()` removes.
    public static int indent(String line) {
        int start = 0;
        while (start < line.length() && isSpace(line.charAt(start))) start++;
        return start;
    }

    /// `re.sub(r"\s+", " ", text).strip()`.
    public static String oneLine(String text) {
        return String.join(" ", words(text));
    }

    /// `text.split(separator, 1)[0]`.
    public static String before(String text, String separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /// `text.split(separator, 1)[-1]`.
    public static String after(String text, String separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(at + separator.length());
    }

    /// `text.rsplit(separator, 1)[0]`.
    public static String beforeLast(String text, String separator) {
        int at = text.lastIndexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /// `text.split(separator)[-1]`. Of overlapping separators the first counts.
    public static String afterLast(String text, String separator) {
        return split(text, separator).getLast();
    }

    /// `text.split(separator)`.
    public static List<String> split(String text, String separator) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
