package dev.frostbench.suites.grading.readers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The last words of unittest: `Ran 3 tests in 0.001s`, and below it `OK …` or `FAILED (failures=1, errors=1, …)`.
///
/// @param line the number of the line with the first of these words
/// @param ran how many tests ran; a class whose setup fails has none
/// @param failures how many failures and errors they count; each failed subtest is one
record UnittestTotals(int line, long ran, long failures) {

    private static final Pattern RAN = Pattern.compile("Ran (\\d{1,9}) tests? in [\\d.]+s");
    private static final Pattern FAILED = Pattern.compile("(?<!expected )(?:failures|errors)=(\\d{1,9})");
    private static final int LINES_BELOW = 3;

    /// The last totals of a log; empty if the runner did not come to its end.
    static Optional<UnittestTotals> of(List<String> lines) {
        int at = lines.size() - 1;
        while (at >= 0 && !RAN.matcher(lines.get(at)).matches()) at--;
        if (at < 0) return Optional.empty();
        int line = at;
        long ran = Counts.sum(RAN, lines.get(at));
        return lines.subList(at + 1, Math.min(lines.size(), at + 1 + LINES_BELOW)).stream()
                .filter(below -> below.startsWith("OK") || below.startsWith("FAILED")
                        || below.startsWith("NO TESTS RAN"))
                .findFirst()
                .map(below -> new UnittestTotals(line, ran,
                        Counts.sum(FAILED, below)));
    }
}
