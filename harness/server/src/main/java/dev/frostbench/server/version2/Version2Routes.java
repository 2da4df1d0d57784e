package dev.frostbench.server.version2;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.sandboxes.SandboxCalls;
import dev.frostbench.server.sandboxes.Sandboxes;
import dev.frostbench.server.sandboxes.Tenanted;
import dev.frostbench.server.sandboxes.WishReader;
import dev.frostbench.server.snapshots.Images;
import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The calls about sandboxes and images of version 2, below `/v2`.
public final class Version2Routes implements HttpService {

    private static final String MEMORY = "snapshots and forks hold files; running processes are not in them, because"
            + " this server cannot freeze processes";
    private static final List<String> NOT_OFFERED = List.of("secrets", "ports", "network_policy", "lifecycle_policy",
            "cpu_arch", "cpu_type", "vcpus_max", "memory_max_mib", "disk_max_mib");
    private static final int MIB = 1024;

    private final Callers callers;
    private final Sandboxes sandboxes;
    private final Snapshots snapshots;
    private final Images images;
    private final AuditLog audit;
    private final String usualSnapshot;
    private final Version2Views views;
    private final SandboxCalls calls;
    private final WishReader wishes;
    private final Repeats repeats = new Repeats();

    /// @param usualSnapshot the snapshot of sandboxes for which no image is named
    public Version2Routes(Callers callers, Sandboxes sandboxes, Snapshots snapshots, Images images, AuditLog audit,
            String usualSnapshot, BaseAddress address) {
        this.callers = callers;
        this.sandboxes = sandboxes;
        this.snapshots = snapshots;
        this.images = images;
        this.audit = audit;
        this.usualSnapshot = usualSnapshot;
        this.views = new Version2Views(address);
        this.wishes = new WishReader(usualSnapshot);
        this.calls = new SandboxCalls(callers, sandboxes, audit, this::operation);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sandboxes", (request, response) -> create(request, response, "image"))
                .post("/sandboxes/from-snapshot", (request, response) -> create(request, response, "snapshot"))
                .get("/sandboxes/{sandbox}", calls.call((_, sandbox, _, response) -> Json.send(response,
                        views.sandbox(sandbox.record()))))
                .delete("/sandboxes/{sandbox}", calls.changed("delete", sandboxes::delete))
                .post("/sandboxes/{sandbox}/start", calls.changed("start", sandboxes::start))
                .post("/sandboxes/{sandbox}/resume", calls.changed("start", sandboxes::start))
                .post("/sandboxes/{sandbox}/stop", calls.changed("stop", sandboxes::stop))
                .post("/sandboxes/{sandbox}/pause", calls.changed("pause", sandboxes::pause))
                .post("/sandboxes/{sandbox}/fork", calls.call(this::fork))
                .post("/sandboxes/{sandbox}/images", calls.call(this::snapshotFiles))
                .post("/sandboxes/{sandbox}/snapshots", calls.call((_, _, _, _) -> {
                    throw ApiFailure.notOffered(MEMORY + "; use snapshot_filesystem");
                }))
                .get("/images/{image}", this::image)
                .delete("/images/{image}", this::deleteImage);
    }

    private ObjectNode operation(Tenanted sandbox) {
        return Json.object().put("id", sandbox.record().id())
                .put("status", Version2Views.status(sandbox.record().state()));
    }

    /// @param source the field that names what the sandbox begins with
    private void create(ServerRequest request, ServerResponse response, String source) throws IOException {
        Caller caller = callers.of(request);
        Fields fields = new Fields(Json.body(request));
        for (String name : NOT_OFFERED)
            if (!fields.isEmpty(name)) throw ApiFailure.notOffered("'" + name + "' is not offered in the preview");
        if (fields.flag("spot").orElse(false)) throw ApiFailure.notOffered("'spot' is not offered in the preview");
        Tenanted made = repeats.once(caller.organisation(), request.headers().value(Repeats.HEADER).orElse("").strip(),
                source + fields.object(), () -> created(caller, fields, source));
        Json.send(response, views.sandbox(made.record()));
    }

    private Tenanted created(Caller caller, Fields fields, String source) throws IOException {
        Snapshots.Found found = source.equals("snapshot")
                ? snapshots.find(caller, Version2Views.snapshot(fields.requiredText(source)))
                : images.base(caller, Version2Views.snapshot(fields.text(source).orElse(usualSnapshot)));
        Tenanted made = sandboxes.create(caller, found, wishes.read(new Fields(wish(fields, found)), found.size()));
        audit.add(caller, "create", made.record().id());
        return made;
    }

    /// The same wish as version 0 of the SDK has it.
    private static ObjectNode wish(Fields fields, Snapshots.Found found) {
        ObjectNode wish = Json.object().put("snapshot", found.name());
        for (String same : List.of("name", "env", "labels", "cpu"))
            if (!fields.isEmpty(same)) wish.set(same, fields.object().get(same));
        Size size = found.size();
        wish.put("memory", fields.number("memory_mib").map(Version2Routes::gib).orElse(size.memory()));
        return wish.put("disk", fields.number("disk_mib").map(Version2Routes::gib).orElse(size.disk()));
    }

    /// Sandboxes are as large as asked for, in whole GiB.
    private static int gib(int mib) {
        return Math.ceilDiv(mib, MIB);
    }

    private void fork(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        Fields fields = new Fields(Json.body(request));
        if (fields.flag("memory").orElse(false)) throw ApiFailure.notOffered(MEMORY + "; fork with memory=False");
        Tenanted child = sandboxes.fork(caller, sandbox, fields.text("name").orElse(""));
        audit.add(caller, "fork", child.record().id());
        Json.send(response, operation(child).put("forked_from", sandbox.record().id()).put("toolbox_proxy_url",
                views.toolbox()));
    }

    private void snapshotFiles(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        Fields fields = new Fields(Json.body(request));
        if (fields.number("idle").filter(seconds -> seconds >= 0).isPresent())
            throw ApiFailure.notOffered("images are kept until they are deleted ('idle')");
        String name = fields.text("name").filter(text -> !text.isEmpty()).orElseGet(() -> "unnamed-" + UUID
                .randomUUID());
        String id = sandboxes.snapshot(caller, sandbox, name).id();
        audit.add(caller, "snapshot", id);
        Json.send(response, Json.object().put("id", Version2Views.IMAGE + id).put("status", "ready"));
    }

    private Snapshots.Found found(Caller caller, ServerRequest request) throws IOException {
        return snapshots.find(caller, Version2Views.snapshot(request.path().pathParameters().get("image")));
    }

    private void image(ServerRequest request, ServerResponse response) throws IOException {
        Json.send(response, views.image(found(callers.of(request), request)));
    }

    private void deleteImage(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        Snapshots.Found found = found(caller, request);
        snapshots.delete(caller, found);
        audit.add(caller, "delete-snapshot", found.id());
        response.status(204).send();
    }
}
