package dev.frostbench.reports.comparison;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One contestant of a new run, held against one of the base.
///
/// @param tasks of both runs, in the order of the base's data set; then those that only the new run has
/// @param estimate empty if no task has a verdict in both runs
/// @param earlierRuns how many earlier runs say what is flaky
public record Comparison(Side base, Side now, List<Difference> differences, List<TaskChange> tasks,
        Optional<Estimate> estimate, int earlierRuns) {

    public Comparison {
        differences = List.copyOf(differences);
        tasks = List.copyOf(tasks);
    }

    /// @param model empty if the predictions name none
    public record Side(ScoredRun run, String model) {}

    public List<TaskChange> of(Change change) {
        return tasks.stream().filter(task -> task.change() == change).toList();
    }

    public int count(Change change) {
        return (int) tasks.stream().filter(task -> task.change() == change).count();
    }

    public int pairs() {
        return (int) tasks.stream().filter(task -> task.change().isPair()).count();
    }

    /// Samples that the machine failed at in the base.
    public int baseErrors() {
        return tasks.stream().flatMap(task -> task.base().stream()).mapToInt(Tries::errors).sum();
    }

    /// Samples that the machine failed at in the new run.
    public int nowErrors() {
        return tasks.stream().flatMap(task -> task.now().stream()).mapToInt(Tries::errors).sum();
    }

    /// Every change and how many tasks have it, zeros included.
    public Map<Change, Integer> counts() {
        Map<Change, Integer> counts = new EnumMap<>(Change.class);
        for (Change change : Change.values()) counts.put(change, count(change));
        return counts;
    }

    /// Tasks by their verdict in the base and their verdict in the new run. `-` if a run does not have the task.
    public SortedMap<String, SortedMap<String, Integer>> matrix() {
        SortedMap<String, SortedMap<String, Integer>> matrix = new TreeMap<>();
        for (TaskChange task : tasks)
            matrix.computeIfAbsent(task.baseWord(), _ -> new TreeMap<>()).merge(task.nowWord(), 1, Integer::sum);
        return matrix;
    }

    /// The verdicts of the new run, in the order of the matrix.
    public List<String> columns() {
        return tasks.stream().map(TaskChange::nowWord).distinct().sorted().toList();
    }

    Comparison adjusted(double p) {
        return new Comparison(base, now, differences, tasks, estimate.map(each -> each.adjusted(p)), earlierRuns);
    }
}
