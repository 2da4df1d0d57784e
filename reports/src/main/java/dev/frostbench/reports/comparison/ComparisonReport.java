package dev.frostbench.reports.comparison;

import dev.frostbench.reports.statistics.Holm;
import java.util.ArrayList;
import java.util.List;

/// Everything that one call of `compare` has to say.
///
/// @param comparisons with values of p that are corrected for their number
/// @param notes what was left out, and why
/// @param alpha of flakiness
public record ComparisonReport(List<Comparison> comparisons, List<String> notes, double alpha) {

    public ComparisonReport {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    public static ComparisonReport of(List<Comparison> comparisons, List<String> notes, double alpha) {
        List<Comparison> tested = comparisons.stream().filter(each -> each.estimate().isPresent()).toList();
        List<Double> adjusted = Holm.adjusted(tested.stream().map(each -> each.estimate().orElseThrow().p()).toList());
        List<Comparison> all = new ArrayList<>();
        int next = 0;
        for (Comparison each : comparisons)
            all.add(each.estimate().isEmpty() ? each : each.adjusted(adjusted.get(next++)));
        return new ComparisonReport(all, notes, alpha);
    }

    public boolean hasSeveral() {
        return comparisons.size() > 1;
    }
}
