package dev.frostbench.harness.cli.nightly;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.comparison.FailRule;
import java.util.regex.Pattern;

/// A rule of `--fail-on`.
///
/// @param given as the user wrote it
record FailOn(String given, FailRule rule) {

    private static final Pattern RATE = Pattern.compile("rate:([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");

    static FailOn of(String given) {
        var rate = RATE.matcher(given);
        if (given.equals("broken")) return new FailOn(given, new FailRule.Broken());
        if (given.equals("significant")) return new FailOn(given, new FailRule.Significant());
        if (rate.matches() && Double.parseDouble(rate.group(1)) <= 100)
            return new FailOn(given, new FailRule.RateLoss(Double.parseDouble(rate.group(1))));
        throw new BadInput(Problem.of("compare", "--fail-on '" + given + "'", "is no rule",
                "write broken, significant, or rate: and percentage points from 0 to 100, such as rate:2"));
    }
}
