package dev.frostbench.server.toolbox.interpreter;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.sockets.Conversation;
import dev.frostbench.server.toolbox.sockets.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One piece of code over a WebSocket: it comes in the first message, and what it prints goes out.
public final class CodeConversation implements Conversation {

    private static final int PATIENCE_SECONDS = 60;
    private static final int USUAL_TIMEOUT_SECONDS = 600;
    private static final int TIME_IS_UP = 4008;
    private static final int BAD_REQUEST = 4400;

    private final Interpreters interpreters;
    private final CompletableFuture<String> first = new CompletableFuture<>();

    public CodeConversation(Interpreters interpreters) {
        this.interpreters = interpreters;
    }

    @Override
    public void text(String message) {
        first.complete(message);
    }

    @Override
    public Goodbye speak(Socket socket) throws IOException, InterruptedException {
        try {
            return run(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS), socket);
        } catch (TimeoutException | ExecutionException nothing) {
            return new Goodbye(BAD_REQUEST, "no code came");
        } catch (ApiFailure bad) {
            return new Goodbye(BAD_REQUEST, bad.getMessage());
        }
    }

    private Goodbye run(String message, Socket socket) throws IOException, InterruptedException {
        Fields fields = new Fields(Json.object(message.getBytes(StandardCharsets.UTF_8)));
        String code = fields.requiredText("code");
        int seconds = fields.number("timeout").orElse(USUAL_TIMEOUT_SECONDS);
        if (seconds < 0) throw ApiFailure.badRequest("'timeout' must be 0 or more seconds");
        Map<String, String> environment = fields.texts("envs");
        environment.forEach(Inside::requireVariable);
        InterpreterContext context = interpreters.get(fields.text("contextId").filter(id -> !id.isEmpty()));
        try {
            if (!context.run(code, environment, seconds, told -> socket.send(told.toString())))
                return new Goodbye(TIME_IS_UP, "the code did not end within " + seconds + " s");
        } catch (Interpreter.Ended ended) {
            socket.send(Json.object().put("type", "error").put("name", "InterpreterError")
                    .put("value", ended.getMessage()).put("traceback", "").toString());
        }
        socket.send(Json.object().put("type", "control").put("text", "completed").toString());
        return Goodbye.NORMAL;
    }
}
