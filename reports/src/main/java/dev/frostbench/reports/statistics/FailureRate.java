package dev.frostbench.reports.statistics;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/// What a task's own past says of its failures now: the exact binomial test, one-sided.
public final class FailureRate {

    private FailureRate() {}

    /// The chance of at least so many failures, if the task still fails as often as it did.
    ///
    /// @param rate its failures in the past, from 0 to 1
    public static double chance(int failures, int tries, double rate) {
        return BinomialTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN).test(tries, failures, rate)
                .getPValue();
    }
}
