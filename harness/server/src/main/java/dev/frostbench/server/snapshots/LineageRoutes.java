package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff.Change;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import dev.frostbench.server.snapshots.Snapshots.Found;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where snapshots come from: `/api/lineage` and `/api/changes`, which Daytona does not have.
public final class LineageRoutes implements HttpService {

    private static final int USUAL_COUNT = 100;
    private static final int MOST = 200;
    private static final int MOST_CHANGES = 1000;

    private final Callers callers;
    private final LocalStore store;
    private final Snapshots snapshots;
    private final Lineage lineage;
    private final Changes changes;

    public LineageRoutes(Callers callers, LocalStore store, Snapshots snapshots) {
        this.callers = callers;
        this.store = store;
        this.snapshots = snapshots;
        this.lineage = new Lineage(store, snapshots);
        this.changes = new Changes(store);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/lineage", this::tree).get("/changes/{snapshot:.+}", this::changes);
    }

    private void tree(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        var query = new Query(request.query());
        int limit = Math.clamp(query.number("limit").orElse(USUAL_COUNT), 1, MOST);
        int page = Math.clamp(query.number("page").orElse(1), 1, 1 << 20);
        List<Lineage.Row> rows = lineage.tree(caller);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Lineage.Row row : rows.stream().skip((long) (page - 1) * limit).limit(limit).toList())
            items.add(view(row));
        Json.send(response, answer.put("total", rows.size()).put("page", page)
                .put("totalPages", (rows.size() + limit - 1) / limit));
    }

    private ObjectNode view(Lineage.Row row) throws IOException {
        Found found = row.found();
        Instant made = found.record().isPresent() ? found.record().get().created() : store.created(row.digest());
        ObjectNode view = Json.object().put("id", found.id()).put("name", found.name()).put("depth", row.depth())
                .put("children", row.children()).put("bytes", row.bytes()).put("addedBytes", row.added())
                .put("general", found.general())
                .put("digest", row.digest().text()).put("createdAt", made.toString());
        row.parent().ifPresentOrElse(parent -> reference(view.putObject("parent"), parent),
                () -> view.putNull("parent"));
        found.record().ifPresent(record -> {
            view.put("visibility", record.visibility().word());
            record.source().ifPresent(source -> view.put("sourceSandboxId", source));
        });
        return view;
    }

    /// How a snapshot differs from the one above it in the tree.
    private void changes(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        int limit = Math.clamp(new Query(request.query()).number("limit").orElse(USUAL_COUNT), 1, MOST_CHANGES);
        Found to = snapshots.find(caller, request.path().pathParameters().get("snapshot"));
        Found from = lineage.parent(caller, to).orElseThrow(() -> ApiFailure.notFound("snapshot '" + to.name()
                + "' was made from none that you can see"));
        Changes.Seen seen = changes.between(caller, from, to);
        ObjectNode answer = Json.object();
        reference(answer.putObject("snapshot"), to);
        reference(answer.putObject("from"), from);
        answer.put("added", seen.count("added")).put("changed", seen.count("changed"))
                .put("removed", seen.count("removed")).put("complete", seen.whole());
        ArrayNode items = answer.putArray("items");
        seen.changes().stream().limit(limit).forEach(change -> items.add(view(change)));
        Json.send(response, answer.put("more", seen.changes().size() - items.size()));
    }

    private static void reference(ObjectNode view, Found found) {
        view.put("id", found.id()).put("name", found.name());
    }

    private static ObjectNode view(Change change) {
        ObjectNode view = Json.object().put("path", Changes.text(change.path())).put("change", change.change());
        ArrayNode what = view.putArray("what");
        change.what().forEach(what::add);
        change.before().ifPresent(bytes -> view.put("before", bytes));
        change.after().ifPresent(bytes -> view.put("after", bytes));
        return view;
    }
}
