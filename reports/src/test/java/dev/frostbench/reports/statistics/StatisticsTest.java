package dev.frostbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that others have published, and those of Commons Statistics.
class StatisticsTest {

    /// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonsIntervalsAreThoseOfNewcombe(int successes, int trials, double low, double high) {
        Interval interval = Wilson.of(successes, trials);
        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void wilsonsIntervalsAreThoseOfCommonsStatistics() {
        for (int trials = 1; trials <= 60; trials++)
            for (int successes = 0; successes <= trials; successes++) {
                var theirs = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials, successes, 0.05);
                Interval ours = Wilson.of(successes, trials);
                assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(1e-12));
                assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(1e-12));
            }
    }

    @Test
    void aPartOfASuccessLiesBetweenTheWholeOnes() {
        Interval half = Wilson.of(7.5, 20);
        assertThat(half.low()).isBetween(Wilson.of(7, 20).low(), Wilson.of(8, 20).low());
        assertThat(half.high()).isBetween(Wilson.of(7, 20).high(), Wilson.of(8, 20).high());
        assertThat(Wilson.of(0, 0)).isEqualTo(new Interval(0, 1));
        assertThatThrownBy(() -> Wilson.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /// 2 and 9 of Fay, "Exact McNemar's Test and Matching Confidence Intervals" (exact2x2, 2010): 0.06543.
    @ParameterizedTest
    @CsvSource({"2, 9, 0.0654296875", "9, 2, 0.0654296875", "0, 0, 1", "1, 1, 1", "0, 1, 1", "0, 5, 0.0625",
            "0, 6, 0.03125"})
    void mcNemarsExactTestIsTheOneThatIsPublished(int worse, int better, double p) {
        assertThat(SignTest.p(worse, better)).isCloseTo(p, within(1e-12));
    }

    @Test
    void mcNemarsExactTestIsTwiceTheSmallerTail() {
        for (int n = 1; n <= 40; n++)
            for (int worse = 0; worse <= n; worse++)
                assertThat(SignTest.p(worse, n - worse)).isCloseTo(Math.min(1,
                        2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(worse, n - worse))),
                        within(1e-12));
    }

    /// The example of Wikipedia's page on the Holm-Bonferroni method, and R's p.adjust of the same values.
    @Test
    void holmsCorrectionIsTheOneThatIsPublished() {
        List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
        for (int at = 0; at < 4; at++)
            assertThat(adjusted.get(at)).isCloseTo(List.of(0.03, 0.06, 0.06, 0.02).get(at), within(1e-12));
        assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }

    @Test
    void failuresAreHeldAgainstTheTasksOwnRate() {
        assertThat(FailureRate.chance(1, 1, 0.1)).isCloseTo(0.1, within(1e-12));
        assertThat(FailureRate.chance(3, 3, 0.1)).isCloseTo(0.001, within(1e-12));
        assertThat(FailureRate.chance(1, 10, 0.05)).isCloseTo(1 - Math.pow(0.95, 10), within(1e-12));
        assertThat(FailureRate.chance(0, 5, 0.3)).isEqualTo(1);
    }

    /// Of differences that are 0 and 1, the bootstrap's sums are binomial: the exact quantiles are known.
    @Test
    void thePairedBootstrapGivesTheQuantilesThatAreKnownExactly() {
        for (int ones : List.of(5, 20, 35)) {
            double[] differences = new double[50];
            for (int at = 0; at < ones; at++) differences[at] = 1;
            var exact = BinomialDistribution.of(50, ones / 50.0);
            Interval drawn = PairedBootstrap.of(differences, 20261130);
            assertThat(drawn.low() * 50).isCloseTo(exact.inverseCumulativeProbability(0.025), within(1.0));
            assertThat(drawn.high() * 50).isCloseTo(exact.inverseCumulativeProbability(0.975), within(1.0));
        }
    }

    @Test
    void thePairedBootstrapDependsOnItsSeedAlone() {
        double[] differences = {1, 0, -1, 0.5, 0, 0, 1, 0, -0.25, 0, 0, 0.125};
        List<Interval> drawn = new ArrayList<>();
        for (int again = 0; again < 3; again++) drawn.add(PairedBootstrap.of(differences, 42));
        assertThat(drawn).containsOnly(drawn.getFirst());
        assertThat(drawn.getFirst()).as("the same on every machine")
                .isEqualTo(new Interval(-0.17708333333333334, 0.40625));
    }
}
