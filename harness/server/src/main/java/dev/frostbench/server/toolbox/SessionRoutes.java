package dev.frostbench.server.toolbox;

import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.session.CommandLog;
import dev.frostbench.server.toolbox.session.LogConversation;
import dev.frostbench.server.toolbox.session.LogInput;
import dev.frostbench.server.toolbox.session.Session;
import dev.frostbench.server.toolbox.session.SessionCommand;
import dev.frostbench.server.toolbox.session.Sessions;
import dev.frostbench.server.toolbox.sockets.Conversation;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Sessions: shells that last, their commands and what those printed.
record SessionRoutes(Calls calls) implements HttpService {

    private static final int UNTIL_END = -1;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/entrypoint", calls.of((_, _, response) -> Json.send(response, entrypoint())))
                .get("/entrypoint/logs", calls.of((_, _, response) -> Json.send(response,
                        Json.object().put("output", "").put("stdout", "").put("stderr", ""))))
                .get("/", calls.of(SessionRoutes::list))
                .post("/", calls.of(SessionRoutes::create))
                .get("/{session}", calls.of((toolbox, request, response) -> Json.send(response,
                        json(toolbox.sessions().get(Calls.segment(request, "session"))))))
                .delete("/{session}", calls.of(SessionRoutes::delete))
                .post("/{session}/exec", calls.of(SessionRoutes::exec))
                .get("/{session}/command/{command}", calls.of((toolbox, request, response) -> Json.send(response,
                        json(command(toolbox, request)))))
                .get("/{session}/command/{command}/logs", calls.of(SessionRoutes::logs))
                .post("/{session}/command/{command}/input", calls.of(SessionRoutes::input));
    }

    /// The log of a command as it grows.
    static SocketCall.Accepted follow(Toolbox toolbox, SocketCall.Upgrade upgrade) {
        return SocketCall.Accepted.plain(new LogConversation(toolbox.sessions()
                .command(upgrade.segment("session"), upgrade.segment("command")).log()));
    }

    static SocketCall.Accepted followEntrypoint(Toolbox toolbox, SocketCall.Upgrade upgrade) {
        return SocketCall.Accepted.plain(_ -> Conversation.Goodbye.NORMAL);
    }

    private static void list(Toolbox toolbox, ServerRequest request, ServerResponse response) {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        toolbox.sessions().list().forEach(session -> answer.add(json(session)));
        Json.send(response, answer);
    }

    private static ObjectNode entrypoint() {
        ObjectNode answer = Json.object().put("sessionId", Sessions.ENTRYPOINT);
        answer.putArray("commands");
        return answer;
    }

    private static ObjectNode json(Session session) {
        ObjectNode answer = Json.object().put("sessionId", session.id());
        ArrayNode commands = answer.putArray("commands");
        session.commands().forEach(command -> commands.add(json(command)));
        return answer;
    }

    private static ObjectNode json(SessionCommand command) {
        ObjectNode answer = Json.object().put("id", command.id()).put("command", command.wanted().text());
        command.exitCode().ifPresent(code -> answer.put("exitCode", code));
        return answer;
    }

    private static void create(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Session session = toolbox.sessions().create(new Fields(Json.body(request)).requiredText("sessionId"));
        Json.send(response, json(session));
    }

    private static void delete(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        toolbox.sessions().delete(Calls.segment(request, "session"));
        response.status(204).send();
    }

    private static void exec(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        boolean goesOn = fields.flag("runAsync").orElse(false) || fields.flag("async").orElse(false);
        SessionCommand command = toolbox.sessions().get(Calls.segment(request, "session"))
                .exec(new SessionCommand.Wanted(fields.requiredText("command"), goesOn,
                        !fields.flag("suppressInputEcho").orElse(false)));
        if (goesOn) {
            Json.send(response, 202, Json.object().put("cmdId", command.id()));
            return;
        }
        int code = command.await();
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try (OutputStream out = response.outputStream(); JsonGenerator json = Json.writer(out)) {
            json.writeStartObject();
            json.writeStringProperty("cmdId", command.id());
            json.writeNumberProperty("exitCode", code);
            write(json, command.log());
            json.writeEndObject();
        }
    }

    private static SessionCommand command(Toolbox toolbox, ServerRequest request) {
        return toolbox.sessions().command(Calls.segment(request, "session"), Calls.segment(request, "command"));
    }

    private static void logs(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException {
        CommandLog log = command(toolbox, request).log();
        if (request.headers().first(HeaderNames.ACCEPT).filter(accept -> accept.startsWith("text/plain")).isPresent()) {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain");
            try (InputStream in = LogInput.marked(log); OutputStream out = response.outputStream()) {
                in.transferTo(out);
            }
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try (OutputStream out = response.outputStream(); JsonGenerator json = Json.writer(out)) {
            json.writeStartObject();
            write(json, log);
            json.writeEndObject();
        }
    }

    /// A log may be long; so it goes through piece by piece.
    private static void write(JsonGenerator json, CommandLog log) {
        write(json, "output", LogInput.of(log, Stream.STDOUT, Stream.STDERR));
        write(json, "stdout", LogInput.of(log, Stream.STDOUT));
        write(json, "stderr", LogInput.of(log, Stream.STDERR));
    }

    private static void write(JsonGenerator json, String name, InputStream bytes) {
        json.writeName(name);
        json.writeString(new InputStreamReader(bytes, StandardCharsets.UTF_8), UNTIL_END);
    }

    private static void input(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Session session = toolbox.sessions().get(Calls.segment(request, "session"));
        session.input(command(toolbox, request), new Fields(Json.body(request)).requiredText("data"));
        response.status(204).send();
    }
}
