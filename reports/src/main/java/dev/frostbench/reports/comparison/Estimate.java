package dev.frostbench.reports.comparison;

import dev.frostbench.reports.statistics.Confidence;
import dev.frostbench.reports.statistics.Interval;
import dev.frostbench.reports.statistics.PairedBootstrap;
import dev.frostbench.reports.statistics.SignTest;
import dev.frostbench.suites.dataset.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/// The numbers of all pairs.
///
/// @param sampled whether some task has several judged samples in a run
/// @param interval of the difference, by the paired bootstrap
/// @param worse tasks whose share of passed samples went down
/// @param better tasks whose share went up
/// @param p of the exact sign test, which is McNemar's if every task has one sample
/// @param adjusted the same, corrected for the number of comparisons
public record Estimate(Rate base, Rate now, boolean sampled, Interval interval, int worse, int better, double p,
        double adjusted) {

    /// @param pairs at least one
    static Estimate of(List<TaskChange> pairs) {
        double[] differences = new double[pairs.size()];
        double base = 0;
        double now = 0;
        int worse = 0;
        int better = 0;
        boolean sampled = false;
        for (int at = 0; at < differences.length; at++) {
            Tries before = pairs.get(at).base().orElseThrow();
            Tries after = pairs.get(at).now().orElseThrow();
            base += before.rate();
            now += after.rate();
            differences[at] = after.rate() - before.rate();
            if (differences[at] < 0) worse++;
            if (differences[at] > 0) better++;
            sampled |= before.judged() > 1 || after.judged() > 1;
        }
        double p = SignTest.p(worse, better);
        return new Estimate(new Rate(base, pairs.size()), new Rate(now, pairs.size()), sampled,
                PairedBootstrap.of(differences, seed(pairs)), worse, better, p, p);
    }

    /// Equal inputs draw the same tasks on every machine.
    private static long seed(List<TaskChange> pairs) {
        var text = new StringBuilder();
        for (TaskChange pair : pairs)
            text.append(pair.task()).append('\0').append(pair.base().orElseThrow().row()).append('\0')
                    .append(pair.base().orElseThrow().verdicts()).append(pair.now().orElseThrow().verdicts())
                    .append('\n');
        return ByteBuffer.wrap(Sha256.of(text.toString())).getLong();
    }

    Estimate adjusted(double adjusted) {
        return new Estimate(base, now, sampled, interval, worse, better, p, adjusted);
    }

    public double difference() {
        return now.value() - base.value();
    }

    /// Whether the rates differ by more than chance explains.
    public boolean isSignificant() {
        return adjusted < Confidence.ALPHA;
    }

    /// The name of the test.
    public String test() {
        return sampled ? "exact sign test of the tasks' pass rates" : "McNemar's exact test";
    }
}
