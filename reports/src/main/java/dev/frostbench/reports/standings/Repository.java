package dev.frostbench.reports.standings;

import dev.frostbench.suites.task.Task;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/// The tasks of one repository; tasks without one are counted by their part.
///
/// @param shares one for each contender, in the order of the places
public record Repository(String name, int tasks, List<Share> shares) {

    public Repository {
        shares = List.copyOf(shares);
    }

    /// What one contender made of a repository.
    ///
    /// @param rate the mean over its tasks of the share of their samples that are resolved
    /// @param verdicts samples by verdict word, in the order of the words, zeros included
    public record Share(double rate, SequencedMap<String, Integer> verdicts) {

        public Share {
            verdicts = Collections.unmodifiableSequencedMap(verdicts);
        }

        public int samples() {
            return verdicts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// The `repo` of the task's row; empty if it has none.
    public static String of(Task task) {
        return task.row().path("repo").asString("");
    }
}
