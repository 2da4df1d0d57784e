package dev.frostbench.reports.tally;

import dev.frostbench.reports.record.RunRecord.Result;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The measures of results, added up as they are read: one sum a task and measure.
final class Measures {

    private final Map<String, Integer> samples = new HashMap<>();
    private final SortedMap<String, Map<String, Double>> sums = new TreeMap<>();

    void add(Result result) {
        String task = result.task().id();
        samples.merge(task, 1, Integer::sum);
        result.grade().measures().forEach(
                (name, value) -> sums.computeIfAbsent(name, _ -> new HashMap<>()).merge(task, value, Double::sum));
    }

    /// For each measure, the mean over all tasks of the mean over their samples. A sample without the measure counts as
    /// 0.
    SortedMap<String, Double> means(int tasks) {
        SortedMap<String, Double> means = new TreeMap<>();
        sums.forEach((name, ofTasks) -> means.put(name, ofTasks.entrySet().stream()
                .mapToDouble(task -> task.getValue() / samples.get(task.getKey())).sum() / tasks));
        return Collections.unmodifiableSortedMap(means);
    }
}
