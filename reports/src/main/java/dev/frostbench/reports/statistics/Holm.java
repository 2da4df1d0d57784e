package dev.frostbench.reports.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Holm's correction for many comparisons (Holm 1979): the chance to call any true equality a difference stays at the
/// level of one test.
public final class Holm {

    private Holm() {}

    /// @return the adjusted values, in the order of the given ones
    public static List<Double> adjusted(List<Double> p) {
        List<Integer> ascending = IntStream.range(0, p.size()).boxed().sorted(Comparator.comparing(p::get)).toList();
        Double[] adjusted = new Double[p.size()];
        double most = 0;
        for (int rank = 0; rank < p.size(); rank++) {
            most = Math.max(most, Math.min(1, (p.size() - rank) * p.get(ascending.get(rank))));
            adjusted[ascending.get(rank)] = most;
        }
        return List.of(adjusted);
    }
}
