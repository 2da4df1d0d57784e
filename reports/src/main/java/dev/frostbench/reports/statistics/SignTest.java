package dev.frostbench.reports.statistics;

import org.apache.commons.statistics.inference.BinomialTest;

/// The exact sign test of paired tasks, two-sided. If each task has one sample, it is McNemar's exact test.
public final class SignTest {

    private SignTest() {}

    /// The chance that pairs which differ part at least as unevenly, if either direction is as likely.
    ///
    /// @param worse pairs that went down
    /// @param better pairs that went up
    /// @return 1 if no pair differs
    public static double p(int worse, int better) {
        if (worse + better == 0) return 1;
        return BinomialTest.withDefaults().test(worse + better, worse, 0.5).getPValue();
    }
}
