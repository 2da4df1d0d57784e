package dev.frostbench.server.search;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.search.Budget;
import dev.frostbench.harness.search.End;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Standing;
import dev.frostbench.harness.search.Tree;
import dev.frostbench.harness.search.document.Records;
import dev.frostbench.reports.search.SearchJson;
import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.snapshots.Snapshots;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// One search as its callers see it.
record SearchView(LiveSearch search, LocalStore store, Snapshots snapshots) {

    /// What is true of the search now.
    ObjectNode summary() {
        LiveSearch.Setting setting = search.setting();
        Asked asked = setting.asked();
        Tree tree = search.tree();
        ObjectNode view = Json.object().put("id", setting.id()).put("name", asked.file().name())
                .put("from", asked.file().from()).put("user", setting.by().user())
                .put("created_at", setting.created().toString()).put("state", search.state())
                .put("end", search.end().map(Records::word).orElse(null))
                .put("trouble", trouble(tree).orElse(null))
                .put("strategy", asked.file().strategy()).put("depth", asked.search().deepest())
                .put("goal", asked.search().goal().map(score -> score.value()).orElse(null))
                .put("workers", asked.workers()).put("nodes", search.news().nodes())
                .put("sandboxes", search.growth().sandboxes()).put("bytes", search.growth().bytes())
                .put("best", tree.best().map(Node::id).orElse(null))
                .put("best_score", tree.best().flatMap(Node::score).map(score -> score.value()).orElse(null))
                .put("followers", search.news().followers());
        Budget budget = asked.search().budget();
        view.putObject("budget").put("sandboxes", budget.sandboxes()).put("bytes", budget.bytes())
                .put("seconds", budget.time().map(time -> time.toMillis() / 1000.0).orElse(null));
        return view;
    }

    private Optional<String> trouble(Tree tree) {
        if (search.end().orElse(null) instanceof End.Broken(String reason)) return Optional.of(reason);
        if (search.news().nodes() > 0 && tree.root().standing() instanceof Standing.Unscored(_, String reason))
            return Optional.of("the root has no score: " + reason);
        return Optional.empty();
    }

    /// The whole tree.
    SearchRecord record() throws IOException {
        return search.use(() -> records().of(search.tree(), search.end(), search.growth().sandboxes(), kept()));
    }

    /// A node as the tree has it, and what its commands printed.
    ObjectNode node(Tree tree, Node node) throws IOException {
        SearchRecord.Row row = search.use(() -> records().row(tree, node, kept()));
        ObjectNode view = SearchJson.node(row);
        view.putObject("printed").put("candidate", row.printed().candidate()).put("scoring", row.printed().scoring());
        return view;
    }

    /// How the state of a node differs from its parent's.
    List<SnapshotDiff.Change> changes(Node node) throws IOException {
        if (node.origin().isEmpty()) return List.of();
        return search.use(() -> records().changes(search.tree(), node));
    }

    private Records records() {
        return new Records(search.setting().asked().file(), store);
    }

    /// The names of states that are still there.
    private Map<Integer, String> kept() {
        Map<Integer, String> there = new TreeMap<>(search.kept());
        there.values().removeIf(name -> !snapshots
                .isStored(search.setting().by().organisationName() + "/" + name));
        return there;
    }
}
