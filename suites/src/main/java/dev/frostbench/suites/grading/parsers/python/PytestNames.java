package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.official.PythonPattern;

/// What the official parsers of single repositories do to the names of pytest's tests.
public final class PytestNames {

    private static final PythonPattern OPTION = PythonPattern.of("(.*?)\\[(.*)\\]");

    private static final PythonPattern COLOUR = PythonPattern.of("\\[\\d+m");

    private PytestNames() {}

    /// Removes colour codes, even if a parameter only looks like one: `[10m`.
    public static String withoutColourCodes(String text) {
        return COLOUR.replace(text, "");
    }

    /// Keeps only the last name of a parameter that is an absolute path, because the path differs from machine to
    /// machine.
    public static String foldPathOption(String id) {
        var match = OPTION.search(id);
        if (match.isEmpty()) return id;
        var option = match.get().group(2);
        if (option.startsWith("/") && !option.startsWith("//") && !option.contains("*")) {
            option = option.substring(option.lastIndexOf('/'));
        }
        return match.get().group(1) + "[" + option + "]";
    }

    /// Matplotlib's ids name mouse buttons by enum in one Python and by number in another.
    public static String mouseButtonsAsNumbers(String text) {
        return text.replace("MouseButton.LEFT", "1").replace("MouseButton.RIGHT", "3");
    }
}
