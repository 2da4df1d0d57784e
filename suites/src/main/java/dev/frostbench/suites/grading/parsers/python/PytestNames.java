package dev.frostbench.suites.grading.parsers.python;

import java.util.regex.Pattern;

/// What the official parsers of single repositories do to the names of pytest's tests.
public final class PytestNames {

    private static final Pattern OPTION = Pattern.compile("(?d)(.*?)\\[(.*)\\]");

    private static final Pattern COLOUR = Pattern.compile("\\[(\\d+)m");

    private PytestNames() {}

    /// Removes colour codes, even if a parameter only looks like one: `[10m`.
    public static String withoutColourCodes(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }

    /// Keeps only the last name of a parameter that is an absolute path, because the path differs from machine to
    /// machine.
    public static String foldPathOption(String id) {
        var match = OPTION.matcher(id);
        if (!match.find()) return id;
        var option = match.group(2);
        if (option.startsWith("/") && !option.startsWith("//") && !option.contains("*")) {
            option = option.substring(option.lastIndexOf('/'));
        }
        return match.group(1) + "[" + option + "]";
    }

    /// Matplotlib's ids name mouse buttons by enum in one Python and by number in another.
    public static String mouseButtonsAsNumbers(String text) {
        return text.replace("MouseButton.LEFT", "1").replace("MouseButton.RIGHT", "3");
    }
}
