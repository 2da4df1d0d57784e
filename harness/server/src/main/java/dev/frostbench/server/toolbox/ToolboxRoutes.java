package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The calls inside a sandbox, below `/toolbox/{sandbox}`.
public final class ToolboxRoutes implements HttpService {

    private final Target target;

    public ToolboxRoutes(Target target) {
        this.target = target;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/work-dir", (request, response) -> Json.send(response,
                Json.object().put("dir", target.of(request).workdir())));
    }
}
