package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.preview.PreviewRoutes;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// The calls for links to ports, below `/api/sandbox/{sandbox}/ports/{port}`.
public final class PortRoutes implements HttpService {

    private static final int USUAL_SECONDS = 60;
    private static final int MOST_SECONDS = 24 * 60 * 60;

    private final Callers callers;
    private final Sandboxes sandboxes;
    private final Ports ports;
    private final BaseAddress address;

    public PortRoutes(Callers callers, Sandboxes sandboxes, Ports ports, BaseAddress address) {
        this.callers = callers;
        this.sandboxes = sandboxes;
        this.ports = ports;
        this.address = address;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/preview-url", this::link).get("/signed-preview-url", this::signedLink)
                .post("/signed-preview-url/{token}/expire", this::expire);
    }

    private Tenanted sandbox(ServerRequest request) {
        return sandboxes.registry().find(callers.of(request), request.path().pathParameters().get("sandbox"));
    }

    private static int port(ServerRequest request) {
        return PreviewRoutes.port(request.path().pathParameters().get("port"));
    }

    private String url(Tenanted sandbox, int port) {
        return address.url() + "/preview/" + sandbox.record().id() + "/" + port + "/";
    }

    private void link(ServerRequest request, ServerResponse response) {
        Tenanted sandbox = sandbox(request);
        int port = port(request);
        Json.send(response, Json.object().put("sandboxId", sandbox.record().id()).put("url", url(sandbox, port))
                .put("token", ports.standing(sandbox, port)));
    }

    private void signedLink(ServerRequest request, ServerResponse response) {
        Tenanted sandbox = sandbox(request);
        int port = port(request);
        String seconds = request.query().first("expiresInSeconds").orElse(Integer.toString(USUAL_SECONDS));
        if (!seconds.matches("\\d{1,6}") || Integer.parseInt(seconds) < 1 || Integer.parseInt(seconds) > MOST_SECONDS)
            throw ApiFailure.badRequest("'expiresInSeconds' must be from 1 to " + MOST_SECONDS);
        String token = ports.signed(sandbox, port, Integer.parseInt(seconds));
        Json.send(response, Json.object().put("sandboxId", sandbox.record().id()).put("port", port)
                .put("token", token).put("url", url(sandbox, port) + "?DAYTONA_SANDBOX_AUTH_KEY=" + token));
    }

    private void expire(ServerRequest request, ServerResponse response) {
        ports.expire(sandbox(request), port(request), request.path().pathParameters().get("token"));
        response.status(204).send();
    }
}
