package dev.frostbench.server.openapi;

import dev.frostbench.harness.machine.Version;
import dev.frostbench.server.http.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document, at `/openapi.json`. It tells nothing of anyone, so it needs no key.
public final class DocumentRoutes implements HttpService {

    /// Put together when somebody asks for it, since the start of a server need not wait for that.
    private static final class Document {
        static final ObjectNode WHOLE = ApiDocument.read(Version.text());
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/openapi.json", (_, response) -> Json.send(response, Document.WHOLE));
    }
}
