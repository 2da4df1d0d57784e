package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import dev.frostbench.server.snapshots.Images;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls about sandboxes, below `/api/sandbox`.
public final class SandboxRoutes implements HttpService {

    private final Callers callers;
    private final Sandboxes sandboxes;
    private final Snapshots snapshots;
    private final Images images;
    private final AuditLog audit;
    private final WishReader wishes;
    private final SandboxCalls calls;

    /// @param usualSnapshot the snapshot of sandboxes for which none is named
    public SandboxRoutes(Callers callers, Sandboxes sandboxes, Snapshots snapshots, Images images,
            AuditLog audit, String usualSnapshot) {
        this.callers = callers;
        this.sandboxes = sandboxes;
        this.snapshots = snapshots;
        this.images = images;
        this.audit = audit;
        this.wishes = new WishReader(usualSnapshot);
        this.calls = new SandboxCalls(callers, sandboxes, audit, sandboxes.directory()::view);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::create).get("/", this::list).get("/paginated", this::pages)
                .get("/{sandbox}", calls.call((_, sandbox, _, response) -> answer(sandbox, response)))
                .delete("/{sandbox}", calls.changed("delete", sandboxes::delete))
                .post("/{sandbox}/start", calls.changed("start", sandboxes::start))
                .post("/{sandbox}/recover", calls.changed("start", sandboxes::start))
                .post("/{sandbox}/resume", calls.changed("start", sandboxes::start))
                .post("/{sandbox}/stop", calls.changed("stop", sandboxes::stop))
                .post("/{sandbox}/pause", calls.changed("pause", sandboxes::pause))
                .post("/{sandbox}/archive", calls.changed("archive", sandboxes::archive))
                .get("/{sandbox}/build-logs", calls.call(this::buildLog))
                .get("/{sandbox}/build-logs-url", calls.call(this::buildLogUrl))
                .post("/{sandbox}/fork", calls.call(this::fork))
                .post("/{sandbox}/snapshot", calls.call(this::snapshot))
                .post("/{sandbox}/resize", calls.call(this::resize))
                .put("/{sandbox}/labels", calls.call(this::labels))
                .post("/{sandbox}/public/{value}", calls.call(this::publish))
                .post("/{sandbox}/last-activity", calls.call((_, sandbox, _, response) -> {
                    sandbox.called();
                    response.status(200).send();
                }))
                .post("/{sandbox}/network-settings", calls.call(this::network))
                .get("/{sandbox}/signing-key", calls.call((_, sandbox, _, response) -> Json.sendText(response,
                        sandbox.record().signingKey())))
                .post("/{sandbox}/signing-key/rotate", calls.call((_, sandbox, _, response) -> Json.sendText(response,
                        sandboxes.newSigningKey(sandbox))))
                .get("/{sandbox}/toolbox-proxy-url", calls.call((_, sandbox, _, response) -> Json.send(response,
                        Json.object().put("url",
                                sandboxes.directory().item(sandbox).get("toolboxProxyUrl").stringValue()))));
        for (String timer : new String[]{"autostop", "autopause", "autoarchive", "autodelete", "ttl"})
            rules.post("/{sandbox}/" + timer + "/{minutes}",
                    calls.call((caller, sandbox, request, response) -> timer(timer,
                            caller, sandbox, request, response)));
    }

    private void answer(Tenanted sandbox, ServerResponse response) {
        Json.send(response, sandboxes.directory().view(sandbox));
    }

    private void create(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        Fields fields = new Fields(Json.body(request));
        if (!fields.isEmpty("buildInfo")) {
            createFromImage(caller, fields, response);
            return;
        }
        Snapshots.Found snapshot = snapshots.find(caller, wishes.snapshot(fields));
        Tenanted made = sandboxes.create(caller, snapshot, wishes.read(fields, snapshot.size()));
        audit.add(caller, "create", made.record().id());
        answer(made, response);
    }

    private void createFromImage(Caller caller, Fields fields, ServerResponse response) throws IOException {
        Images.Wanted wanted = images.wanted(caller, fields.inner("buildInfo"));
        SandboxRecord.Wish wish = wishes.read(fields, wanted.size()).snapshot(wanted.name());
        Tenanted made = wanted.isMade() ? sandboxes.create(caller, snapshots.find(caller, wanted.name()), wish)
                : sandboxes.createLater(caller, wish, () -> images.make(caller, wanted));
        audit.add(caller, "create", made.record().id());
        answer(made, response);
    }

    private void buildLogUrl(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response) {
        Json.send(response, Json.object().put("url", sandboxes.directory().address().url() + "/api/sandbox/"
                + sandbox.record().id() + "/build-logs"));
    }

    private void buildLog(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        boolean follows = request.query().first("follow").map(Boolean::parseBoolean).orElse(false)
                && sandbox.record().state() == SandboxState.PENDING_BUILD; // else nothing more comes
        try (OutputStream out = response.outputStream()) {
            images.log(sandbox.record().organisation(), sandbox.record().wish().snapshot()).send(out, follows);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        SandboxList.Page page = SandboxList.of(new Query(request.query())).page(sandboxes.registry().of(caller));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        page.items().forEach(each -> items.add(sandboxes.directory().item(each)));
        Json.send(response, answer.put("nextCursor", page.nextCursor()));
    }

    /// As older SDKs ask.
    private void pages(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        SandboxList list = SandboxList.of(new Query(request.query()));
        SandboxList.Page page = list.page(sandboxes.registry().of(caller));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        page.items().forEach(each -> items.add(sandboxes.directory().view(each)));
        Json.send(response, answer.put("total", page.total()).put("page", list.from() / list.count() + 1)
                .put("totalPages", (page.total() + list.count() - 1) / list.count()));
    }

    private void fork(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        String name = WishReader.name(new Fields(Json.body(request)));
        Tenanted child = sandboxes.fork(caller, sandbox, name);
        audit.add(caller, "fork", child.record().id());
        answer(child, response);
    }

    private void snapshot(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        Fields fields = new Fields(Json.body(request));
        if (fields.flag("includeMemory").orElse(false))
            throw ApiFailure.notOffered("snapshots hold files; running processes are not in them");
        audit.add(caller, "snapshot", sandboxes.snapshot(caller, sandbox, fields.requiredText("name")).id());
        answer(sandbox, response);
    }

    private void resize(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        sandboxes.resize(sandbox, sandbox.record().wish().size().with(new Fields(Json.body(request))));
        audit.add(caller, "resize", sandbox.record().id());
        answer(sandbox, response);
    }

    private void labels(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        Map<String, String> labels = WishReader.labels(new Fields(Json.body(request)).texts("labels"));
        sandboxes.change(sandbox, wish -> wish.labels(labels));
        ObjectNode answer = Json.object();
        ObjectNode sent = answer.putObject("labels");
        labels.forEach(sent::put);
        Json.send(response, answer);
    }

    private void publish(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        boolean value = Boolean.parseBoolean(request.path().pathParameters().get("value"));
        sandboxes.change(sandbox, wish -> wish.isPublic(value));
        answer(sandbox, response);
    }

    private void network(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        Fields fields = new Fields(Json.body(request));
        sandboxes.network(sandbox, sandbox.record().wish().network().with(fields));
        answer(sandbox, response);
    }

    private void timer(String timer, Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
            throws IOException {
        String minutes = request.path().pathParameters().get("minutes");
        if (!minutes.matches("-?\\d{1,9}")) throw ApiFailure.badRequest("'" + minutes + "' is no number of minutes");
        sandboxes.change(sandbox, wish -> wish.timers(wish.timers().with(timer, Integer.parseInt(minutes))));
        answer(sandbox, response);
    }
}
