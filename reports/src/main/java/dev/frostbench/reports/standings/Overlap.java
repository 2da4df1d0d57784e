package dev.frostbench.reports.standings;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which models solve the same tasks. A task is solved if a sample of it is resolved.
///
/// @param sets the most frequent ones, the largest first
/// @param otherSets how many more there are, with `otherTasks` tasks
public record Overlap(List<Solvers> sets, int otherSets, int otherTasks) {

    private static final int MOST = 12;

    /// The tasks that exactly these models solve.
    ///
    /// @param solves for each model, in the order of the places
    public record Solvers(List<Boolean> solves, int tasks) {}

    public Overlap {
        sets = List.copyOf(sets);
    }

    static Overlap of(List<Map<String, Answers>> contenders) {
        Set<String> tasks = new LinkedHashSet<>();
        contenders.forEach(each -> tasks.addAll(each.keySet()));
        Map<BitSet, Integer> counts = new LinkedHashMap<>();
        for (String task : tasks) {
            BitSet solvers = new BitSet();
            for (int at = 0; at < contenders.size(); at++)
                solvers.set(at, contenders.get(at).getOrDefault(task, Answers.NONE).resolved() > 0);
            counts.merge(solvers, 1, Integer::sum);
        }
        List<Solvers> sets = new ArrayList<>();
        counts.forEach((solvers, count) -> {
            List<Boolean> solves = new ArrayList<>();
            for (int at = 0; at < contenders.size(); at++) solves.add(solvers.get(at));
            sets.add(new Solvers(List.copyOf(solves), count));
        });
        sets.sort(Comparator.comparingInt((Solvers set) -> -set.tasks).thenComparing(set -> set.solves.toString(),
                Comparator.reverseOrder()));
        List<Solvers> rest = sets.subList(Math.min(MOST, sets.size()), sets.size());
        return new Overlap(sets.subList(0, Math.min(MOST, sets.size())), rest.size(),
                rest.stream().mapToInt(Solvers::tasks).sum());
    }
}
