package dev.frostbench.reports.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A tree search as it is at one moment, mostly at its end. Its reports are functions of this.
///
/// @param from the snapshot or fixture where it began
/// @param strategy in words
/// @param end why it ended: goal, exhausted, sandboxes, time, bytes, stopped or broken; empty while it
///     goes on
/// @param trouble how the machine failed; else empty
/// @param best the node with the highest score; empty if none has a score
/// @param rows the nodes, by their ids, which count from 0
public record SearchRecord(String name, String from, String strategy, int depth, OptionalDouble goal, String end,
        String trouble, int sandboxes, OptionalInt best, List<Row> rows) {

    public SearchRecord {
        rows = List.copyOf(rows);
    }

    /// A node.
    ///
    /// @param by how it came to be; empty for the root
    /// @param standing scored, unscored, same or failed
    /// @param same the node with an equal state
    /// @param reason why it has no score; else empty
    /// @param state empty if it has no state of its own
    /// @param printed what its commands printed last
    public record Row(int id, int depth, Optional<By> by, String standing, OptionalDouble score, OptionalInt same,
            String reason, Optional<State> state, Printed printed) {}

    /// @param run the candidate's command
    public record By(int parent, String candidate, String run) {}

    /// @param content the digest by which equal states are recognised
    /// @param bytes content of the files that its last step wrote
    /// @param snapshot the name by which it is kept; empty if it is not
    /// @param changes how its files differ from those of its parent, without times
    /// @param more how many further changes there are
    public record State(String content, long bytes, String snapshot, List<Change> changes, int more) {

        public State {
            changes = List.copyOf(changes);
        }
    }

    /// @param change added, removed or changed
    public record Change(String path, String change) {}

    /// It may differ between two runs of one search.
    public record Printed(String candidate, String scoring) {}

    /// The nodes from the root to one node.
    public List<Row> path(int id) {
        List<Row> path = new ArrayList<>(List.of(rows.get(id)));
        while (path.getFirst().by().isPresent()) path.addFirst(rows.get(path.getFirst().by().get().parent()));
        return path;
    }
}
