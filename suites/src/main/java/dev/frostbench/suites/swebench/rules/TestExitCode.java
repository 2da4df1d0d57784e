package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.UnreadableLog;
import dev.frostbench.suites.swebench.instance.Markers;
import java.util.Optional;

/// The exit code of the test command, as version 5's evaluation script tells it. Code under test may print one too; the
/// first in the log counts.
///
/// @param digits with the sign, of any script that Python reads
record TestExitCode(String digits) {

    private static final PythonPattern TOLD = PythonPattern.of(Markers.EXIT_CODE + ":\\s*(-?\\d+)");
    /// Python refuses to read a longer number.
    private static final int MOST_DIGITS = 4300;

    static Optional<TestExitCode> in(String log) {
        return log.contains(Markers.EXIT_CODE) ? TOLD.search(log).map(found -> new TestExitCode(found.group(1)))
                : Optional.empty();
    }

    boolean isZero() {
        String number = digits.startsWith("-") ? digits.substring(1) : digits;
        if (number.codePointCount(0, number.length()) > MOST_DIGITS)
            throw new UnreadableLog("its exit code has more than " + MOST_DIGITS + " digits");
        return number.codePoints().allMatch(digit -> Character.digit(digit, 10) == 0);
    }
}
