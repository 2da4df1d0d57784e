package dev.frostbench.reports.comparison;

import dev.frostbench.reports.statistics.Interval;
import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as comparisons show them.
public final class Points {

    private Points() {}

    /// A rate in percent.
    public static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }

    public static String percent(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    /// A difference in percentage points, with its sign.
    public static String signed(double difference) {
        return sign(String.format(Locale.ROOT, "%+.1f", 100 * difference));
    }

    public static String signed(Interval interval) {
        return signed(interval.low()) + " to " + signed(interval.high());
    }

    /// Zero has no sign.
    private static String sign(String number) {
        return number.matches("[+-]0\\.0") ? "0.0" : number;
    }

    public static String p(double p) {
        return p < 0.0001 ? String.format(Locale.ROOT, "%.1e", p) : String.format(Locale.ROOT, "%.4f", p);
    }

    /// How many tasks passed: a whole number if each has one sample.
    public static String passed(Rate rate) {
        return rate.passed() == Math.rint(rate.passed()) ? String.valueOf(Math.round(rate.passed()))
                : String.format(Locale.ROOT, "%.2f", rate.passed());
    }

    public static String text(double points) {
        return BigDecimal.valueOf(points).stripTrailingZeros().toPlainString();
    }
}
