package dev.frostbench.reports.submission;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A split of SWE-bench that has a leaderboard.
///
/// @param tasks the denominator of its scores
public record Split(String name, int tasks) {

    private static final Map<String, Integer> ALL = new TreeMap<>(Map.of("lite", 300, "verified", 500, "test", 2294,
            "multimodal", 517, "multilingual", 300));

    public static Split named(String name) {
        Integer tasks = ALL.get(name);
        if (tasks != null) return new Split(name, tasks);
        Optional<String> near = Suggestion.nearest(name, ALL.keySet());
        throw new BadInput(Problem.of("submit", "--split '" + name + "'", "is no split with a leaderboard",
                Suggestion.cure(near, "write one of " + String.join(", ", ALL.keySet()))));
    }
}
