package dev.frostbench.reports.comparison;

import java.util.Locale;
import java.util.OptionalDouble;

/// What models took for answers, in US dollars. Not all answers say it.
public final class Cost {

    private Cost() {}

    static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
        if (one.isEmpty()) return other;
        return other.isEmpty() ? one : OptionalDouble.of(one.getAsDouble() + other.getAsDouble());
    }

    /// `$12.30`; small ones in more digits; `-` if it is not known.
    public static String text(OptionalDouble cost) {
        if (cost.isEmpty()) return "-";
        double dollars = cost.getAsDouble();
        return String.format(Locale.ROOT, dollars == 0 || dollars >= 1 ? "$%.2f" : "$%.4f", dollars);
    }
}
