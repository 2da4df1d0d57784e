package dev.frostbench.harness.search.document;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.search.End;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.Standing;
import dev.frostbench.harness.search.State;
import dev.frostbench.harness.search.Tree;
import dev.frostbench.reports.search.SearchRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What came of a search as a record for the reports.
public final class Records {

    /// Changes of one node that are listed.
    private static final int MOST_CHANGES = 100;

    private final SearchFile asked;
    private final LocalStore store;

    /// @param store has the states
    public Records(SearchFile asked, LocalStore store) {
        this.asked = asked;
        this.store = store;
    }

    /// @param end why it ended; empty while it goes on
    /// @param sandboxes how many were used for what is in the tree
    /// @param kept the names of states, by their nodes
    public SearchRecord of(Tree tree, Optional<End> end, int sandboxes, Map<Integer, String> kept) throws IOException {
        List<SearchRecord.Row> rows = new ArrayList<>();
        for (Node node : tree.nodes()) rows.add(row(tree, node, kept));
        Optional<Node> best = tree.best();
        return new SearchRecord(asked.name(), asked.from(), asked.strategy(), asked.search().deepest(),
                asked.search().goal().map(goal -> OptionalDouble.of(goal.value())).orElse(OptionalDouble.empty()),
                end.map(Records::word).orElse(""), end.map(Records::trouble).orElse(""), sandboxes,
                best.map(node -> OptionalInt.of(node.id())).orElse(OptionalInt.empty()), rows);
    }

    /// How the machine failed; empty if it did not.
    public static String trouble(End end) {
        return end instanceof End.Broken(String reason) ? reason : "";
    }

    /// Why a search ended, in one word.
    public static String word(End end) {
        return switch (end) {
            case End.Goal _ -> "goal";
            case End.Exhausted _ -> "exhausted";
            case End.Spent(End.Resource resource) -> resource.name().toLowerCase(Locale.ROOT);
            case End.Stopped _ -> "stopped";
            case End.Broken _ -> "broken";
        };
    }

    /// One node of a tree.
    ///
    /// @param kept the names of states, by their nodes
    public SearchRecord.Row row(Tree tree, Node node, Map<Integer, String> kept) throws IOException {
        Optional<SearchRecord.By> by = node.origin().map(origin -> new SearchRecord.By(origin.parent(),
                origin.candidate().name(), origin.candidate().run()));
        Optional<Score> score = node.score();
        OptionalInt same = OptionalInt.empty();
        String standing = "scored";
        String reason = "";
        switch (node.standing()) {
            case Standing.Scored _ -> {}
            case Standing.Unscored(_, String why) -> {
                standing = "unscored";
                reason = why;
            }
            case Standing.Same(int other) -> {
                standing = "same";
                same = OptionalInt.of(other);
            }
            case Standing.Failed(String why) -> {
                standing = "failed";
                reason = why;
            }
        }
        return new SearchRecord.Row(node.id(), node.depth(), by, standing,
                score.map(value -> OptionalDouble.of(value.value())).orElse(OptionalDouble.empty()), same, reason,
                node.state().isPresent()
                        ? Optional.of(state(tree, node, kept.getOrDefault(node.id(), "")))
                        : Optional.empty(),
                new SearchRecord.Printed(node.trace().candidate(), node.trace().scoring()));
    }

    private SearchRecord.State state(Tree tree, Node node, String kept) throws IOException {
        State state = node.state().orElseThrow();
        List<SearchRecord.Change> changes = node.origin().isEmpty() ? List.of()
                : changes(tree, node).stream()
                        .map(change -> new SearchRecord.Change(change.path(), change.change())).toList();
        return new SearchRecord.State(state.content().text(), state.bytes(), kept,
                changes.subList(0, Math.min(MOST_CHANGES, changes.size())), Math.max(0, changes.size() - MOST_CHANGES));
    }

    /// How the state of a node differs from its parent's, without times.
    ///
    /// @param node not the root
    public List<SnapshotDiff.Change> changes(Tree tree, Node node) throws IOException {
        State parent = tree.nodes().get(node.origin().orElseThrow().parent()).state().orElseThrow();
        State state = node.state().orElseThrow();
        try (SnapshotTree before = store.tree(parent.snapshot()); SnapshotTree after = store.tree(state.snapshot())) {
            return SnapshotDiff.between(before, after).stream()
                    .filter(change -> !change.what().equals(List.of("mtime"))).toList();
        }
    }
}
