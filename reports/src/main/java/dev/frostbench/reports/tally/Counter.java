package dev.frostbench.reports.tally;

import dev.frostbench.reports.RunRecord.Result;
import dev.frostbench.suites.grading.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts results as they stream past; holds two numbers a task, never a result.
final class Counter {

    /// Kinds whose tasks may have several samples.
    private static final Set<String> SAMPLED = Set.of("human-eval", "command");

    private record Tries(int samples, int resolved, int unproved) {}

    private final String name;
    private final String kind;
    private final Map<String, Tries> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> verdicts = new LinkedHashMap<>();
    private final Map<String, Integer> causes = new TreeMap<>();

    Counter(String name, String kind) {
        this.name = name;
        this.kind = kind;
        Tally.VERDICTS.forEach(word -> verdicts.put(word, 0));
    }

    void add(Result result) {
        int passed = result.grade().verdict().passed() ? 1 : 0;
        boolean unproved = result.grade().verdict() instanceof Verdict.Unproved;
        tasks.merge(result.task().id(), new Tries(1, passed, unproved ? 1 : 0),
                (old, one) -> new Tries(old.samples + 1, old.resolved + one.resolved, old.unproved + one.unproved));
        if (unproved) causes.merge(result.grade().why(), 1, Integer::sum);
        verdicts.merge(result.grade().verdict().word(), 1, Integer::sum);
    }

    Tally.Count count() {
        Collection<Tries> all = tasks.values();
        return new Tally.Count(name, kind, all.size(), all.stream().mapToInt(Tries::samples).sum(),
                (int) all.stream().filter(tries -> tries.resolved > 0).count(),
                (int) all.stream().filter(tries -> tries.resolved + tries.unproved > 0).count(),
                Collections.unmodifiableMap(new LinkedHashMap<>(verdicts)),
                Collections.unmodifiableMap(new TreeMap<>(causes)), passAtK(all));
    }

    private Map<Integer, Double> passAtK(Collection<Tries> all) {
        Map<Integer, Double> passAtK = new TreeMap<>();
        if (!SAMPLED.contains(kind) || all.isEmpty()) return passAtK;
        int fewest = all.stream().mapToInt(Tries::samples).min().orElseThrow();
        for (int k : new int[] {1, 10, 100}) {
            if (k > fewest) continue;
            passAtK.put(k, all.stream().mapToDouble(t -> PassAtK.of(t.samples, t.resolved, k)).average().orElseThrow());
        }
        return Collections.unmodifiableMap(passAtK);
    }
}
