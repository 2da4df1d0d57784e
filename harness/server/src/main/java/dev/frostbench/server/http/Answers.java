package dev.frostbench.server.http;

import dev.frostbench.documents.BadInput;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.BadRequestException;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Failures as answers, each in the form that Daytona's SDKs read.
public final class Answers {

    private final Consumer<String> log;

    /// @param log hears of failures that are nobody's input
    public Answers(Consumer<String> log) {
        this.log = log;
    }

    public void register(HttpRouting.Builder routing) {
        routing.error(ApiFailure.class, Answers::send)
                .error(BadInput.class, (request, response, wrong) -> send(request, response, refused(wrong)))
                .error(DataReader.InsufficientDataAvailableException.class, (request, response, _) -> send(request,
                        response, ApiFailure.badRequest("the request ended before its body was whole")))
                .error(BadRequestException.class, (request, response, wrong) -> send(request, response,
                        ApiFailure.badRequest(wrong.getMessage())))
                .error(HttpException.class, (request, response, wrong) -> send(request, response,
                        ApiFailure.of(wrong.status().code(), wrong.getMessage())))
                .error(Throwable.class, this::unexpected);
    }

    /// What the store does not take because the organisation has no room left is forbidden; all else is a bad request.
    private static ApiFailure refused(BadInput wrong) {
        boolean full = wrong.problems().stream().anyMatch(problem -> problem.file().equals("quota"));
        return full ? ApiFailure.of(403, wrong.getMessage()) : ApiFailure.badRequest(wrong.getMessage());
    }

    /// For paths and methods that nothing here serves.
    public static void nothing(ServerRequest request, ServerResponse response) {
        send(request, response, ApiFailure.notFound("there is no call " + request.prologue().method() + " "
                + path(request)));
    }

    /// Also of a request that wanted to become a WebSocket, which was not routed.
    private static String path(ServerRequest request) {
        return request.prologue().uriPath().path();
    }

    private void unexpected(ServerRequest request, ServerResponse response, Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        log.accept(request.prologue().method() + " " + path(request) + " failed (" + id + "): "
                + failure);
        send(request, response, ApiFailure.of(500, "the server failed; its log has the reason under " + id));
    }

    private static void send(ServerRequest request, ServerResponse response, ApiFailure failure) {
        if (failure.status() == 429) response.header("Retry-After", "1");
        Json.send(response, failure.status(), json(failure).put("path", path(request))
                .put("method", request.prologue().method().text()));
    }

    /// The body of an answer.
    public static ObjectNode json(ApiFailure failure) {
        return Json.object().put("statusCode", failure.status()).put("message", failure.getMessage())
                .put("code", failure.code()).put("source", failure.source().word())
                .put("timestamp", Instant.now().toString());
    }
}
