package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Makes the handlers of calls about one sandbox, whose address has its id or name as `{sandbox}`. The caller's
/// organisation must have it.
///
/// @param view a sandbox as the client reads it
public record SandboxCalls(Callers callers, Sandboxes sandboxes, AuditLog audit, Function<Tenanted, ObjectNode> view) {

    /// One call about one sandbox.
    public interface Call {
        void answer(Caller caller, Tenanted sandbox, ServerRequest request, ServerResponse response)
                throws IOException;
    }

    /// One change of one sandbox.
    public interface Change {
        void apply(Tenanted sandbox) throws IOException;
    }

    public Handler call(Call call) {
        return (request, response) -> {
            Caller caller = callers.of(request);
            Tenanted sandbox = sandboxes.registry().find(caller, request.path().pathParameters().get("sandbox"));
            call.answer(caller, sandbox, request, response);
        };
    }

    /// A call that changes the sandbox, is written into the audit log, and is answered with the sandbox.
    ///
    /// @param action its word in the audit log
    public Handler changed(String action, Change change) {
        return call((caller, sandbox, _, response) -> {
            change.apply(sandbox);
            audit.add(caller, action, sandbox.record().id());
            Json.send(response, view.apply(sandbox));
        });
    }
}
