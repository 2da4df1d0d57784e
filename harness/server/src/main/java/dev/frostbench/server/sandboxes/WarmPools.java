package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The calls about sandboxes that are to wait ready, below `/api/warm-pools`. They last as long as the server.
public final class WarmPools implements HttpService {

    private static final int MOST = 64;

    private final Callers callers;
    private final LocalStore store;
    private final Snapshots snapshots;
    private final Supply supply;
    private final Networks networks;
    private final Map<String, WarmPool> pools = new ConcurrentHashMap<>();

    private record WarmPool(String id, String organisation, String name, Snapshot snapshot, ForkOptions options,
            Snapshots.Found found, String target, int count, Instant created, Instant updated) {}

    public WarmPools(Callers callers, LocalStore store, Snapshots snapshots, Supply supply,
            Networks networks) {
        this.callers = callers;
        this.store = store;
        this.snapshots = snapshots;
        this.supply = supply;
        this.networks = networks;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list).post("/", this::create).patch("/{pool}", this::change)
                .delete("/{pool}", this::delete);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        pools.values().stream().filter(pool -> pool.organisation.equals(caller.organisation()))
                .forEach(pool -> answer.add(view(pool)));
        Json.send(response, answer);
    }

    private void create(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        Fields fields = new Fields(Json.body(request));
        Snapshots.Found found = snapshots.find(caller, fields.requiredText("snapshot"));
        int count = count(fields);
        try (SnapshotStore visit = store.visit()) {
            Snapshot snapshot = found.in(visit);
            Instant now = Instant.now();
            ForkOptions options = networks.waiting(found.size(), snapshot);
            set(new WarmPool(UUID.randomUUID().toString(), caller.organisation(), found.name(), snapshot, options,
                    found, fields.text("target").orElse("local"), count, now, now), 201, response);
        }
    }

    private static int count(Fields fields) {
        int count = fields.number("pool").orElseThrow(() -> ApiFailure.badRequest("'pool' is missing"));
        if (count < 0 || count > MOST) throw ApiFailure.badRequest("'pool' must be from 0 to " + MOST);
        return count;
    }

    private void set(WarmPool pool, int status, ServerResponse response) throws IOException {
        supply.ask(pool.snapshot, pool.options, pool.count);
        pools.put(pool.id, pool);
        Json.send(response, status, view(pool));
    }

    private WarmPool find(ServerRequest request) {
        Caller caller = callers.of(request);
        WarmPool pool = pools.get(request.path().pathParameters().get("pool"));
        if (pool == null || !pool.organisation.equals(caller.organisation()))
            throw ApiFailure.notFound("there is no such warm pool");
        return pool;
    }

    private void change(ServerRequest request, ServerResponse response) throws IOException {
        WarmPool old = find(request);
        set(new WarmPool(old.id, old.organisation, old.name, old.snapshot, old.options, old.found, old.target,
                count(new Fields(Json.body(request))), old.created, Instant.now()), 200, response);
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException {
        WarmPool pool = find(request);
        supply.ask(pool.snapshot, pool.options, 0);
        pools.remove(pool.id);
        response.status(204).send();
    }

    private ObjectNode view(WarmPool pool) {
        ObjectNode view = Json.object().put("id", pool.id).put("organizationId", pool.organisation)
                .put("snapshot", pool.name).put("target", pool.target).put("pool", pool.count)
                .put("currentSize", supply.ready(pool.snapshot, pool.options)).put("cpu", pool.found.size().cpu())
                .put("mem", pool.found.size().memory()).put("disk", pool.found.size().disk())
                .put("osUser", pool.snapshot.manifest().user()).put("createdAt", pool.created.toString())
                .put("updatedAt", pool.updated.toString());
        view.putObject("env");
        return view;
    }
}
