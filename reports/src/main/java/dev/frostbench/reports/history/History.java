package dev.frostbench.reports.history;

import dev.frostbench.reports.comparison.Contestant;
import dev.frostbench.reports.comparison.ScoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The runs of a folder, as one series for each suite and model.
///
/// @param folder as the user named it
/// @param skipped runs that are damaged or not finished, and why
public record History(String folder, List<Series> series, List<String> skipped) {

    private record Key(String suite, String model) {}

    public History {
        series = List.copyOf(series);
        skipped = List.copyOf(skipped);
    }

    /// @param runs oldest first
    public static History of(String folder, List<ScoredRun> runs, List<String> skipped) {
        Map<Key, List<ScoredRun>> nights = new LinkedHashMap<>();
        for (ScoredRun run : runs)
            for (Contestant each : run.contestants())
                nights.computeIfAbsent(new Key(run.info().suite(), each.model()), _ -> new ArrayList<>()).add(run);
        List<Series> series = new ArrayList<>();
        nights.forEach((key, ofKey) -> series.add(Series.of(key.suite(), key.model(), ofKey)));
        return new History(folder, series, skipped);
    }
}
