package dev.frostbench.reports.comparison;

import dev.frostbench.reports.text.TerminalText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the user calls a regression.
public sealed interface FailRule {

    /// A task is broken.
    record Broken() implements FailRule {}

    /// The rate fell by more than so many percentage points.
    record RateLoss(double points) implements FailRule {}

    /// The rate fell by more than chance explains.
    record Significant() implements FailRule {}

    /// Differences that are equal on paper differ by less than this.
    double ROUNDING = 1e-9;

    /// One line for each comparison that breaks the rule.
    default List<String> broken(ComparisonReport report) {
        return report.comparisons().stream().flatMap(each -> broken(each).map(why -> name(report, each) + why))
                .toList();
    }

    private Stream<String> broken(Comparison comparison) {
        return switch (this) {
            case Broken _ -> comparison.count(Change.BROKEN) == 0 ? Stream.empty()
                    : Stream.of("broken: " + comparison.count(Change.BROKEN));
            case RateLoss(double points) -> comparison.estimate().stream()
                    .filter(each -> -100 * each.difference() > points + ROUNDING)
                    .map(each -> String.format(Locale.ROOT, "the rate fell by %.2f points, more than %s",
                            -100 * each.difference(), Points.text(points)));
            case Significant _ -> comparison.estimate().stream()
                    .filter(each -> each.isSignificant() && each.difference() < 0)
                    .map(each -> String.format(Locale.ROOT, "the rate fell by %.2f points, p = %s",
                            -100 * each.difference(), Points.p(each.adjusted())));
        };
    }

    private static String name(ComparisonReport report, Comparison comparison) {
        return report.hasSeveral() ? TerminalText.line(ComparisonText.name(comparison)) + ": " : "";
    }
}
