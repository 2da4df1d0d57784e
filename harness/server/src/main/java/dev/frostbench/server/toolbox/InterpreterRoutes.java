package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.interpreter.CodeConversation;
import dev.frostbench.server.toolbox.interpreter.InterpreterContext;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The contexts of interpreters. Code itself comes over WebSockets.
record InterpreterRoutes(Calls calls) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.post("/context", calls.of((toolbox, request, response) -> Json.send(response,
                json(toolbox.interpreters().create(new Fields(Json.body(request)).text("cwd")
                        .filter(path -> !path.isEmpty()))))))
                .get("/context", calls.of(InterpreterRoutes::list))
                .delete("/context/{context}", calls.of(InterpreterRoutes::delete));
    }

    static SocketCall.Accepted execute(Toolbox toolbox, SocketCall.Upgrade upgrade) {
        return SocketCall.Accepted.plain(new CodeConversation(toolbox.interpreters()));
    }

    private static void list(Toolbox toolbox, ServerRequest request, ServerResponse response) {
        ObjectNode answer = Json.object();
        ArrayNode contexts = answer.putArray("contexts");
        toolbox.interpreters().list().forEach(context -> contexts.add(json(context)));
        Json.send(response, answer);
    }

    private static ObjectNode json(InterpreterContext context) {
        return Json.object().put("id", context.id()).put("cwd", context.workdir())
                .put("createdAt", context.created().toString()).put("active", true).put("language", "python");
    }

    private static void delete(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        toolbox.interpreters().delete(Calls.segment(request, "context"));
        response.status(204).send();
    }
}
