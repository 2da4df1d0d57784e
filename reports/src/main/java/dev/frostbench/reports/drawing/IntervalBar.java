package dev.frostbench.reports.drawing;

import dev.frostbench.reports.statistics.Interval;
import java.util.Locale;

/// A rate and its interval on a line of 1,000 units.
///
/// @param low the interval's left edge
/// @param at the left edge of the mark of the rate, which is 6 units wide
public record IntervalBar(String low, String width, String at) {

    public static IntervalBar of(double rate, Interval interval) {
        return new IntervalBar(units(interval.low()), units(interval.high() - interval.low()),
                units(Math.clamp(rate - 0.003, 0, 0.994)));
    }

    private static String units(double share) {
        return String.format(Locale.ROOT, "%.2f", 1000 * share);
    }
}
