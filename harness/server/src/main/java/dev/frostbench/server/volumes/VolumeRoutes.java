package dev.frostbench.server.volumes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The calls about volumes, below `/api/volumes`.
public final class VolumeRoutes implements HttpService {

    private static final int LONGEST_NAME = 200;

    private final Callers callers;
    private final Volumes volumes;
    private final Volumes.Users users;
    private final AuditLog audit;

    public VolumeRoutes(Callers callers, Volumes volumes, Volumes.Users users, AuditLog audit) {
        this.callers = callers;
        this.volumes = volumes;
        this.users = users;
        this.audit = audit;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list).post("/", this::create).get("/by-name/{name}", this::byName)
                .get("/{volume}", this::get).delete("/{volume}", this::delete);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        volumes.list(caller).forEach(each -> answer.add(view(each)));
        Json.send(response, answer);
    }

    private void create(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        String name = new Fields(Json.body(request)).text("name").orElse("");
        if (name.length() > LONGEST_NAME || name.contains("/") || name.chars().anyMatch(Character::isISOControl))
            throw ApiFailure.badRequest("'name' must have at most " + LONGEST_NAME
                    + " characters, none of them a slash or a control character");
        VolumeRecord made = volumes.create(caller, name);
        audit.add(caller, "create-volume", made.id());
        Json.send(response, view(made));
    }

    private void byName(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        String name = request.path().pathParameters().get("name");
        Json.send(response, view(volumes.byName(caller, name).orElseThrow(() -> Volumes.absent(name))));
    }

    private void get(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        Json.send(response, view(volumes.byId(caller, request.path().pathParameters().get("volume"))));
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        String id = request.path().pathParameters().get("volume");
        volumes.delete(caller, id, users);
        audit.add(caller, "delete-volume", id);
        response.status(200).send();
    }

    private static ObjectNode view(VolumeRecord record) {
        ObjectNode view = Json.object().put("id", record.id()).put("name", record.name())
                .put("organizationId", record.organisation()).put("state", "ready")
                .put("createdAt", record.created().toString())
                .put("updatedAt", record.used().orElse(record.created()).toString()).putNull("errorReason");
        record.used().ifPresent(at -> view.put("lastUsedAt", at.toString()));
        return view;
    }
}
