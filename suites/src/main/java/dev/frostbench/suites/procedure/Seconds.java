package dev.frostbench.suites.procedure;

import java.math.BigDecimal;
import java.time.Duration;

/// A time in the form people read: `1800 s`, `0.5 s`.
public final class Seconds {

    private Seconds() {}

    public static String of(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
