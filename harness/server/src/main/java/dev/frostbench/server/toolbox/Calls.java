package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Refusals;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;

/// How a call of the toolbox becomes a handler: the sandbox is found first, and failures become answers.
record Calls(Target target) {

    /// One call.
    interface Call {
        void answer(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
                InterruptedException;
    }

    Handler of(Call call) {
        return (request, response) -> answer(call, target.of(request), request, response);
    }

    /// @throws ApiFailure for every failure but a connection that is gone
    static void answer(Call call, Toolbox toolbox, ServerRequest request, ServerResponse response) {
        told(() -> {
            call.answer(toolbox, request, response);
            return null;
        });
    }

    /// What a call does for its answer.
    interface Work<T> {
        T perform() throws IOException, InterruptedException;
    }

    /// @throws ApiFailure for every failure but a connection that is gone
    static <T> T told(Work<T> work) {
        try {
            return work.perform();
        } catch (IOException failure) {
            throw failed(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ApiFailure.inside(503, "SERVICE_UNAVAILABLE", "the server is being stopped");
        } catch (IllegalStateException closed) {
            throw ApiFailure.inside(409, "CONFLICT", "the sandbox does not run: " + closed.getMessage());
        }
    }

    private static ApiFailure failed(IOException failure) {
        return ApiFailure.inside(500, "INTERNAL_SERVER_ERROR",
                failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }

    static Optional<String> query(ServerRequest request, String name) {
        return request.query().first(name).asOptional();
    }

    static String required(ServerRequest request, String name) {
        return query(request, name).orElseThrow(() -> Refusals.badRequest("'" + name + "' is missing"));
    }

    static String segment(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }
}
