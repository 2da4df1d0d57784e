package dev.frostbench.harness.search.document;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.search.End;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.SearchResult;
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

    private final LocalStore store;
    private final Tree tree;
    private final Map<Integer, String> kept;

    private Records(LocalStore store, Tree tree, Map<Integer, String> kept) {
        this.store = store;
        this.tree = tree;
        this.kept = kept;
    }

    /// @param store has the states
    /// @param kept the names of states, by their nodes
    public static SearchRecord of(SearchFile file, SearchResult result, LocalStore store, Map<Integer, String> kept)
            throws IOException {
        Records records = new Records(store, result.tree(), kept);
        List<SearchRecord.Row> rows = new ArrayList<>();
        for (Node node : result.tree().nodes()) rows.add(records.row(node));
        Optional<Node> best = result.tree().best();
        return new SearchRecord(file.name(), file.from(), file.strategy(), file.search().deepest(),
                file.search().goal().map(goal -> OptionalDouble.of(goal.value())).orElse(OptionalDouble.empty()),
                word(result.end()), result.end() instanceof End.Broken(String reason) ? reason : "",
                result.sandboxes(), best.map(node -> OptionalInt.of(node.id())).orElse(OptionalInt.empty()), rows);
    }

    private static String word(End end) {
        return switch (end) {
            case End.Goal _ -> "goal";
            case End.Exhausted _ -> "exhausted";
            case End.Spent(End.Resource resource) -> resource.name().toLowerCase(Locale.ROOT);
            case End.Stopped _ -> "stopped";
            case End.Broken _ -> "broken";
        };
    }

    private SearchRecord.Row row(Node node) throws IOException {
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
                node.state().isPresent() ? Optional.of(state(node, node.state().get())) : Optional.empty(),
                new SearchRecord.Printed(node.trace().candidate(), node.trace().scoring()));
    }

    private SearchRecord.State state(Node node, State state) throws IOException {
        List<SearchRecord.Change> changes = changes(node, state);
        return new SearchRecord.State(state.content().text(), state.bytes(), kept.getOrDefault(node.id(), ""),
                changes.subList(0, Math.min(MOST_CHANGES, changes.size())), Math.max(0, changes.size() - MOST_CHANGES));
    }

    private List<SearchRecord.Change> changes(Node node, State state) throws IOException {
        if (node.origin().isEmpty()) return List.of();
        State parent = tree.nodes().get(node.origin().get().parent()).state().orElseThrow();
        try (SnapshotTree before = store.tree(parent.snapshot()); SnapshotTree after = store.tree(state.snapshot())) {
            return SnapshotDiff.between(before, after).stream()
                    .filter(change -> !change.what().equals(List.of("mtime")))
                    .map(change -> new SearchRecord.Change(change.path(), change.change())).toList();
        }
    }
}
