package dev.frostbench.harness.build;

import dev.frostbench.fixtures.leaks.Leak;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/// What came of looking for answers in fixtures.
///
/// @param fixtures those that were searched
/// @param allowed what was found, and the user lets stand
public record LeakReport(SortedSet<String> fixtures, List<Found> allowed) {

    /// @param tasks whose answers it gives away; empty if that is not known
    public record Found(String fixture, SortedSet<String> tasks, Leak leak) {

        /// Whether the user names the fixture, or every task whose answer it gives away.
        boolean isIn(Set<String> ids) {
            return ids.contains(fixture) || !tasks.isEmpty() && ids.containsAll(tasks);
        }
    }
}
