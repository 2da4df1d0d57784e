package dev.frostbench.server.search;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.snapshot.patch.SnapshotPatch;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.Growth;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Tree;
import dev.frostbench.harness.search.document.Records;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import dev.frostbench.server.snapshots.SnapshotRecord;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls about one node of a search, below `/api/search/{search}/nodes/{node}`.
///
/// @param calls finds the search of a call
record NodeRoutes(Calls calls, Searches searches, AuditLog audit) implements HttpService {

    private static final int MOST_CHANGES = 10_000;
    /// Bytes of the files that a patch may tell of, before and after together: it is made in memory.
    private static final long LARGEST_PATCH = 64 << 20;
    private static final HeaderName LEFT = HeaderNames.create("Frostbench-Left-Out");

    /// Makes a handler of a call.
    interface Calls {
        Handler of(SearchRoutes.Call call);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", calls.of((_, view, request, response) -> {
            view.search().awaitRoot();
            Tree tree = view.search().tree();
            SearchRoutes.send(response, 200, view.node(tree, node(view, request)));
        })).post("/expand", calls.of(NodeRoutes::expand))
                .get("/diff", calls.of(NodeRoutes::diff))
                .get("/patch", calls.of(this::patch))
                .post("/sandbox", calls.of(this::sandbox))
                .post("/snapshot", calls.of(this::snapshot));
    }

    private static Node node(SearchView view, ServerRequest request) {
        return node(view, request.path().pathParameters().get("node"));
    }

    private static Node node(SearchView view, String id) {
        if (!id.matches("n?\\d{1,9}")) throw ApiFailure.notFound("there is no node '" + id + "'");
        return view.search().node(Integer.parseInt(id.startsWith("n") ? id.substring(1) : id));
    }

    private static void expand(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        List<Candidate> candidates = Commands.read(Json.body(request));
        Growth.Grown grown = view.search().expand(node(view, request).id(), candidates);
        Tree tree = view.search().tree();
        ObjectNode answer = Json.object();
        ArrayNode children = answer.putArray("children");
        for (Node node : grown.nodes()) children.add(view.node(tree, node));
        SearchRoutes.send(response, 200, answer.put("dropped", candidates.size() - grown.nodes().size())
                .put("end", grown.end().map(Records::word).orElse(null))
                .put("best", tree.best().map(Node::id).orElse(null)));
    }

    private static void diff(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        Node node = node(view, request);
        view.search().state(node);
        List<SnapshotDiff.Change> changes = view.changes(node);
        ObjectNode answer = Json.object().put("node", node.id())
                .put("parent", node.origin().map(Node.Origin::parent).orElse(null));
        ArrayNode list = answer.putArray("changes");
        for (SnapshotDiff.Change change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            ObjectNode each = list.addObject().put("path", change.path()).put("change", change.change());
            ArrayNode what = each.putArray("what");
            change.what().forEach(what::add);
            each.put("bytes_before", change.before().isPresent() ? change.before().getAsLong() : null)
                    .put("bytes_after", change.after().isPresent() ? change.after().getAsLong() : null);
        }
        SearchRoutes.send(response, 200, answer.put("more_changes", changes.size() - list.size()));
    }

    /// A patch from the parent, or from the node that the query names.
    private void patch(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        Node node = node(view, request);
        Optional<String> asked = new Query(request.query()).text("from");
        Node from = asked.isPresent() ? node(view, asked.get())
                : view.search().tree().nodes().get(node.origin().map(Node.Origin::parent).orElse(0));
        String top = view.search().setting().asked().file().workdir().orElse("/");
        SnapshotPatch patch = view.search().use(() -> {
            Snapshot before = view.search().state(from).snapshot();
            Snapshot after = view.search().state(node).snapshot();
            try (SnapshotTree one = searches.store().tree(before); SnapshotTree other = searches.store().tree(after)) {
                requireSmall(SnapshotDiff.between(one, other), top);
                return SnapshotPatch.between(one, other, top);
            }
        });
        response.header(HeaderNames.CONTENT_TYPE, "text/x-patch");
        response.header(LEFT, Integer.toString(patch.left().size()));
        response.send(patch.bytes());
    }

    private static void requireSmall(List<SnapshotDiff.Change> changes, String top) {
        String folder = top.endsWith("/") ? top : top + "/";
        long bytes = changes.stream().filter(change -> change.path().startsWith(folder))
                .mapToLong(change -> change.before().orElse(0) + change.after().orElse(0)).sum();
        if (bytes > LARGEST_PATCH)
            throw ApiFailure.conflict("the changed files have " + bytes + " bytes, and a patch is made of "
                    + LARGEST_PATCH + " at most; open a sandbox of the node instead");
    }

    private void sandbox(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        Node node = node(view, request);
        Fields fields = new Fields(Json.body(request));
        LiveSearch.Setting setting = view.search().setting();
        ObjectNode opened = view.search().use(() -> searches.branches().open(caller,
                view.search().state(node).snapshot(), setting.asked().file().from(), setting.kind(), fields));
        audit.add(caller, "open search node", opened.get("id").stringValue());
        Json.send(response, opened);
    }

    private void snapshot(Caller caller, SearchView view, ServerRequest request, ServerResponse response)
            throws IOException {
        Node node = node(view, request);
        String name = new Fields(Json.body(request)).requiredText("name");
        SnapshotRecord made = view.search().use(() -> named(caller, view.search(), node, name));
        audit.add(caller, "snapshot", made.id());
        view.search().kept().put(node.id(), name);
        Json.send(response, Json.object().put("id", made.id()).put("name", name).put("node", node.id()));
    }

    private SnapshotRecord named(Caller caller, LiveSearch search, Node node, String name) throws IOException {
        Snapshot state = search.state(node).snapshot();
        Snapshots snapshots = searches.snapshots();
        try (Snapshots.Claim claim = snapshots.claim(caller, name); SnapshotStore visit = searches.store().visit()) {
            visit.name(claim.stored(), state.digest());
            return snapshots.add(caller, name, claim.stored(), search.setting().kind().size(), Optional.empty());
        }
    }
}
