package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import dev.frostbench.server.snapshots.Snapshots.Found;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls about snapshots, below `/api/snapshots`.
public final class SnapshotRoutes implements HttpService {

    private static final int USUAL_COUNT = 100;
    private static final int MOST = 200;

    private final Callers callers;
    private final LocalStore store;
    private final Snapshots snapshots;
    private final Images images;
    private final AuditLog audit;

    public SnapshotRoutes(Callers callers, LocalStore store, Snapshots snapshots, Images images,
            AuditLog audit) {
        this.callers = callers;
        this.store = store;
        this.snapshots = snapshots;
        this.images = images;
        this.audit = audit;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list).post("/", this::create)
                .post("/{snapshot:.+}/activate", this::activate)
                .post("/{snapshot:.+}/visibility/{who}", this::show)
                .get("/{snapshot:.+}", this::get)
                .delete("/{snapshot:.+}", this::delete);
    }

    private Found found(Caller caller, ServerRequest request) throws IOException {
        return snapshots.find(caller, request.path().pathParameters().get("snapshot"));
    }

    private void get(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        answer(caller, found(caller, request), response);
    }

    private void answer(Caller caller, Found found, ServerResponse response) throws IOException {
        Json.send(response, view(caller, found)
                .orElseThrow(() -> ApiFailure.notFound("there is no snapshot '" + found.name() + "'")));
    }

    private void list(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        var query = new Query(request.query());
        int limit = Math.clamp(query.number("limit").orElse(USUAL_COUNT), 1, MOST);
        int page = Math.clamp(query.number("page").orElse(1), 1, 1 << 20);
        Optional<String> source = request.query().first("sourceSandboxId").asOptional();
        List<Found> all = snapshots.list(caller).stream()
                .filter(each -> source.isEmpty() || each.record().flatMap(SnapshotRecord::source).equals(source))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Found each : all.stream().skip((long) (page - 1) * limit).limit(limit).toList())
            view(caller, each).ifPresent(items::add);
        Json.send(response, answer.put("total", all.size()).put("page", page)
                .put("totalPages", (all.size() + limit - 1) / limit));
    }

    /// A snapshot made from another one: a second name for it.
    private void create(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        Fields fields = new Fields(Json.body(request));
        String name = fields.requiredText("name");
        if (!fields.isEmpty("buildInfo")) {
            createFromImage(caller, name, fields, response);
            return;
        }
        Found base = snapshots.find(caller, fields.text("imageName").filter(image -> !image.isEmpty())
                .orElseThrow(() -> ApiFailure.badRequest("'imageName' must name a snapshot or a fixture")));
        Size size = base.size().with(fields);
        SnapshotRecord made;
        try (Snapshots.Claim claim = snapshots.claim(caller, name); SnapshotStore visit = store.visit()) {
            visit.name(claim.stored(), base.in(visit).digest());
            made = snapshots.add(caller, name, claim.stored(), size, Optional.empty());
        }
        audit.add(caller, "create snapshot", made.id());
        answer(caller, snapshots.find(caller, made.id()), response);
    }

    /// A snapshot of an image, which is built before the answer.
    private void createFromImage(Caller caller, String name, Fields fields, ServerResponse response)
            throws IOException {
        Images.Wanted wanted = images.wanted(caller, fields.inner("buildInfo"));
        snapshots.claim(caller, name).close(); // a name that cannot be taken is refused before the build
        try {
            images.make(caller, wanted, name);
        } catch (ImageBuild.StepFailed failed) {
            throw ApiFailure.of(422, failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiFailure.of(503, "the server is being stopped");
        }
        Found made = snapshots.find(caller, name);
        audit.add(caller, "create snapshot", made.id());
        answer(caller, made, response);
    }

    /// Every snapshot here is always ready, so this only looks for it.
    private void activate(ServerRequest request, ServerResponse response) throws IOException {
        get(request, response);
    }

    private void show(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        String who = request.path().pathParameters().get("who");
        Visibility visibility = Arrays.stream(Visibility.values()).filter(each -> each.word().equals(who)).findFirst()
                .orElseThrow(() -> ApiFailure.badRequest("'" + who + "' is not private, organisation or public"));
        Found shown = snapshots.show(caller, found(caller, request), visibility);
        audit.add(caller, "show snapshot to " + who, shown.id());
        answer(caller, shown, response);
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        Found found = found(caller, request);
        snapshots.delete(caller, found);
        audit.add(caller, "delete snapshot", found.id());
        response.status(204).send();
    }

    /// A snapshot as the SDKs read it; empty if it was removed meanwhile.
    private Optional<ObjectNode> view(Caller caller, Found found) throws IOException {
        try (LocalStore visit = store.visit()) {
            Optional<Snapshot> snapshot = visit.find(found.stored());
            if (snapshot.isEmpty()) return Optional.empty();
            Instant made = found.record().isPresent() ? found.record().get().created()
                    : visit.created(snapshot.get().digest());
            long bytes = snapshot.get().manifest().layers().stream().mapToLong(Manifest.Layer::bytes).sum();
            ObjectNode view = Json.object().put("id", found.id()).put("name", found.name())
                    .put("general", found.general()).put("state", "active").put("cpu", found.size().cpu())
                    .put("gpu", 0).put("mem", found.size().memory()).put("disk", found.size().disk())
                    .put("size", bytes / (double) (1 << 30)).put("createdAt", made.toString())
                    .put("updatedAt", made.toString()).put("digest", snapshot.get().digest().toString());
            snapshot.get().manifest().parent().ifPresent(parent -> view.put("parentDigest", parent.toString()));
            if (!found.general())
                view.put("organizationId",
                        found.record().map(SnapshotRecord::organisation).orElse(caller.organisation()));
            found.record().ifPresent(record -> {
                view.put("visibility", record.visibility().word());
                record.source().ifPresent(source -> view.put("sourceSandboxId", source));
            });
            return Optional.of(view.putNull("entrypoint").putNull("errorReason").putNull("lastUsedAt"));
        }
    }
}
