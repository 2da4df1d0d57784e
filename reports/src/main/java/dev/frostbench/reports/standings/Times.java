package dev.frostbench.reports.standings;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.grading.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How long samples took: the time of all their commands, in bins whose edges are 1, 2 and 5 times a power of ten.
public record Times(List<Bin> bins) {

    private static final double[] STEPS = {1, 2, 5};

    /// @param from seconds, the lower edge
    /// @param to the upper edge, which is in the next bin
    public record Bin(double from, double to, int resolved, int timedOut, int others) {

        public int all() {
            return resolved + timedOut + others;
        }
    }

    public Times {
        bins = List.copyOf(bins);
    }

    /// The time of all commands of a sample, in seconds.
    public static double seconds(Result result) {
        return result.evidence().observations().stream().map(seen -> seen.wall()).reduce(Duration.ZERO, Duration::plus)
                .toNanos() / 1e9;
    }

    /// Counts samples by the bin that their time is in.
    static final class Counter {

        private final TreeMap<Integer, int[]> bins = new TreeMap<>();

        void add(double seconds, Verdict verdict) {
            int[] counts = bins.computeIfAbsent(bin(seconds), _ -> new int[3]);
            counts[verdict.passed() ? 0 : verdict instanceof Verdict.TimedOut ? 1 : 2]++;
        }

        Times times() {
            if (bins.isEmpty()) return new Times(List.of());
            return new Times(IntStream.rangeClosed(bins.firstKey(), bins.lastKey()).mapToObj(at -> {
                int[] counts = bins.getOrDefault(at, new int[3]);
                return new Bin(edge(at), edge(at + 1), counts[0], counts[1], counts[2]);
            }).toList());
        }
    }

    /// The bin of a time; bin 0 begins at 1 ms, and what is shorter is in it too.
    private static int bin(double seconds) {
        int at = 0;
        while (seconds >= edge(at + 1)) at++;
        return at;
    }

    private static double edge(int at) {
        return STEPS[at % 3] * Math.pow(10, at / 3) / 1000;
    }
}
