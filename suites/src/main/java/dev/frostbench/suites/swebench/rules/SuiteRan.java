package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.log.PythonText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What runners print when they have run at least one test. Numbers of nothing (`Executed 0 of 0`) show nothing.
///
/// The official form is one expression; here it is several, so that a line of a million digits takes no longer than any
/// other. A number counts that has a digit from 1 to 9 with any digits behind it.
final class SuiteRan {

    private static final String SPACE = "[" + PythonText.SPACE + "]";
    private static final Pattern TOLD = Pattern.compile("Executed [1-9]\\p{Nd}*+ of \\p{Nd}"
            + "|TOTAL: [1-9]\\p{Nd}*+ (?:SUCCESS|FAILED)|Tests:" + SPACE + "++[1-9]|^# tests [1-9]|': ok$",
            Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final Pattern COUNTED = Pattern
            .compile("(?<!\\p{Nd})(\\p{Nd}++)(?: passing| specs?, \\p{Nd}++ failure)");
    private static final Pattern SUITES = Pattern.compile("Test Suites:" + SPACE + "++");
    private static final Pattern TOTAL = Pattern.compile("[1-9]\\p{Nd}*+ total");
    private static final Pattern PART = Pattern.compile("\\p{Nd}++ [\\p{L}\\p{N}_]++, ");

    private SuiteRan() {}

    static boolean isToldIn(String log) {
        return TOLD.matcher(log).find() || COUNTED.matcher(log).results()
                .anyMatch(found -> found.group(1).chars().anyMatch(digit -> digit >= '1' && digit <= '9'))
                || suites(log);
    }

    /// jest's `Test Suites: 1 failed, 2 passed, 3 total`.
    private static boolean suites(String log) {
        Matcher total = TOTAL.matcher(log);
        Matcher part = PART.matcher(log);
        for (Matcher line = SUITES.matcher(log); line.find();)
            for (int at = line.end(); at >= 0;) {
                if (total.region(at, log.length()).lookingAt()) return true;
                at = part.region(at, log.length()).lookingAt() ? part.end() : -1;
            }
        return false;
    }
}
