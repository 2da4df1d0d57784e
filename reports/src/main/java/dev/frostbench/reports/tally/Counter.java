package dev.frostbench.reports.tally;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.grading.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Counts results as they are read. It keeps three numbers a task, and no result.
final class Counter {

    /// @param samples 0 if no prediction was made
    private record Tries(int samples, int resolved, int unproved) {

        /// The share of its samples that are good; 0 without samples.
        double share(int good) {
            return samples == 0 ? 0 : (double) good / samples;
        }
    }

    private final String name;
    private final String model;
    private final String kind;
    private final boolean countsSamples;
    private final Measures measures = new Measures();
    private final Map<String, Tries> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> verdicts = new LinkedHashMap<>();
    private final Map<String, Integer> causes = new TreeMap<>();
    private int results;

    /// A counter of a whole run.
    Counter(String model) {
        this("*", model, "", false);
    }

    /// @param countsSamples whether tasks may have several samples, so that pass@k is shown
    Counter(String name, String model, String kind, boolean countsSamples) {
        this.name = name;
        this.model = model;
        this.kind = kind;
        this.countsSamples = countsSamples;
        Tally.VERDICTS.forEach(word -> verdicts.put(word, 0));
    }

    void add(Result result) {
        results++;
        int passed = result.grade().verdict().passed() ? 1 : 0;
        boolean unproved = result.grade().verdict() instanceof Verdict.Unproved;
        tasks.merge(result.task().id(), new Tries(result.prediction().isPresent() ? 1 : 0, passed, unproved ? 1 : 0),
                (old, one) -> new Tries(old.samples + one.samples, old.resolved + one.resolved,
                        old.unproved + one.unproved));
        if (result.prediction().isPresent()) measures.add(result);
        if (unproved) causes.merge(result.grade().why(), 1, Integer::sum);
        verdicts.merge(result.grade().verdict().word(), 1, Integer::sum);
    }

    Tally.Count count(Estimates wanted) {
        Collection<Tries> all = tasks.values();
        boolean sampled = all.stream().anyMatch(tries -> tries.samples > 1);
        Map<Integer, Double> passAtK = new TreeMap<>();
        Map<Integer, String> notTold = new TreeMap<>();
        if (wanted.asked() || sampled || countsSamples) estimate(wanted, passAtK, notTold);
        return new Tally.Count(name, model, kind, all.size(), results, sampled, share(Tries::resolved),
                share(tries -> tries.resolved + tries.unproved),
                (int) all.stream().filter(tries -> tries.resolved > 0).count(),
                (int) all.stream().filter(tries -> tries.resolved + tries.unproved > 0).count(),
                Collections.unmodifiableMap(new LinkedHashMap<>(verdicts)),
                Collections.unmodifiableMap(new TreeMap<>(causes)), Collections.unmodifiableMap(passAtK),
                Collections.unmodifiableMap(notTold), measures.means(tasks.size()));
    }

    /// The mean of the tasks' shares: the share of resolved tasks with one sample each, or pass@1 with more.
    private double share(ToIntFunction<Tries> good) {
        return tasks.values().stream().mapToDouble(tries -> tries.share(good.applyAsInt(tries))).average().orElse(0);
    }

    private void estimate(Estimates wanted, Map<Integer, Double> passAtK, Map<Integer, String> notTold) {
        for (int k : wanted.k()) {
            var few = tasks.entrySet().stream()
                    .filter(task -> task.getValue().samples > 0 && task.getValue().samples < k).findFirst();
            if (few.isEmpty() && !tasks.isEmpty())
                passAtK.put(k, tasks.values().stream()
                        .mapToDouble(tries -> tries.samples == 0 ? 0 : PassAtK.of(tries.samples, tries.resolved, k))
                        .average().orElseThrow());
            else if (wanted.asked())
                few.ifPresent(task -> notTold.put(k, "task '" + task.getKey() + "' has " + task.getValue().samples
                        + (task.getValue().samples == 1 ? " sample" : " samples")));
        }
    }
}
