package dev.frostbench.reports.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/// The exact sign test of paired tasks, two-sided. If each task has one sample, it is McNemar's exact test.
///
/// The library's two-sided binomial test adds the chances of what is at most as likely, and misses equal ones by the
/// rounding of a double: for 2 of 3 it gives 0.625 instead of 1. Twice the smaller tail has no such comparison.
public final class SignTest {

    private SignTest() {}

    /// The chance that pairs which differ part at least as unevenly, if either direction is as likely.
    ///
    /// @param worse pairs that went down
    /// @param better pairs that went up
    /// @return 1 if no pair differs
    public static double p(int worse, int better) {
        if (worse + better == 0) return 1;
        double tail = BinomialDistribution.of(worse + better, 0.5).cumulativeProbability(Math.min(worse, better));
        return Math.min(1, 2 * tail);
    }
}
