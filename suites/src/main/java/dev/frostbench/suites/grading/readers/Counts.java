package dev.frostbench.suites.grading.readers;

import java.util.regex.Pattern;

/// Numbers in what a runner counts.
final class Counts {

    private Counts() {}

    /// The sum of all numbers that a form finds in a text; each is its first group, of at most 18 digits.
    static long sum(Pattern form, String text) {
        return form.matcher(text).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }
}
