package dev.frostbench.reports.statistics;

import java.util.Arrays;
import java.util.Random;

/// The percentile interval of a mean difference, by drawing tasks with replacement (Efron and Tibshirani 1993, section
/// 13.3). Each drawn task brings both of its rates, so what is hard in both runs does not count as noise.
///
/// `Random` is specified to the bit, unlike Java's other generators, so every machine draws the same tasks.
public final class PairedBootstrap {

    public static final int DRAWS = 10_000;

    private PairedBootstrap() {}

    /// @param differences of each task the new rate minus the old one; at least one
    /// @param seed of the inputs
    public static Interval of(double[] differences, long seed) {
        if (differences.length == 0) throw new IllegalArgumentException("wanted a difference, got none");
        Random random = new Random(seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int at = 0; at < differences.length; at++) sum += differences[random.nextInt(differences.length)];
            means[draw] = sum / differences.length;
        }
        Arrays.sort(means);
        int below = (int) Math.round(DRAWS * (1 - Confidence.LEVEL) / 2);
        return new Interval(means[below - 1], means[DRAWS - below - 1]);
    }
}
