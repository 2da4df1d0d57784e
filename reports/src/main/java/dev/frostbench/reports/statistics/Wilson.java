package dev.frostbench.reports.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// Wilson's score interval of a rate (Wilson 1927; Newcombe 1998, method 3).
///
/// The library's own takes whole successes alone. Here the share of a task's samples that passed is a part of a
/// success: the variance of such shares is at most that of one sample a task, so the interval is never too narrow for
/// the number of tasks.
public final class Wilson {

    private static final double Z = NormalDistribution.of(0, 1)
            .inverseSurvivalProbability((1 - Confidence.LEVEL) / 2);

    private Wilson() {}

    /// @param successes from 0 to `trials`
    /// @return from 0 to 1 if there are no trials: nothing is known
    public static Interval of(double successes, int trials) {
        if (trials < 0 || successes < 0 || successes > trials + 1e-9)
            throw new IllegalArgumentException("wanted 0 <= successes <= trials, got " + successes + " of " + trials);
        if (trials == 0) return new Interval(0, 1);
        double rate = Math.min(1, successes / trials);
        double spread = Z * Z / trials;
        double middle = (rate + spread / 2) / (1 + spread);
        double half = Math.sqrt(rate * (1 - rate) * spread + spread * spread / 4) / (1 + spread);
        return new Interval(rate == 0 ? 0 : middle - half, rate == 1 ? 1 : middle + half);
    }
}
