package dev.frostbench.server.toolbox;

import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.inside.Refusals;
import dev.frostbench.server.toolbox.process.Processes;
import dev.frostbench.server.toolbox.process.StartedProcess;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Commands as version 2 of the SDK starts them: each is a process with an id, which can be waited for and read again.
record ProcessRecordRoutes(Calls calls) implements HttpService {

    private static final Map<String, String> NOT_OFFERED = Map.of("user", "another user than the sandbox's",
            "shell", "a shell of one's own choice", "name", "names of processes", "terminal", "terminals",
            "sessionId", "sessions");

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", calls.of(ProcessRecordRoutes::start))
                .get("/{process}", calls.of((toolbox, request, response) -> Json.send(response,
                        view(process(toolbox, request)))))
                .get("/{process}/wait", calls.of(ProcessRecordRoutes::await))
                .get("/{process}/logs", calls.of(ProcessRecordRoutes::logs))
                .post("/{process}/signals", calls.of((toolbox, request, response) -> {
                    process(toolbox, request).kill();
                    response.status(204).send();
                }))
                .delete("/{process}", calls.of((toolbox, request, response) -> {
                    toolbox.processes().delete(Calls.segment(request, "process"));
                    response.status(204).send();
                }));
    }

    private static StartedProcess process(Toolbox toolbox, ServerRequest request) {
        return toolbox.processes().find(Calls.segment(request, "process"));
    }

    private static void start(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        if (!fields.text("kind").orElse("exec").equals("exec"))
            throw refused("sessions, terminals and code as processes are");
        if (fields.text("stdin").orElse("closed").equals("open")) throw refused("an open standard input is");
        NOT_OFFERED.forEach((field, what) -> {
            if (!fields.isEmpty(field)) throw refused(what + " ('" + field + "') are");
        });
        Optional<String> line = fields.text("shellCommand");
        List<String> argv = line.isPresent() ? toolbox.processes().shell(line.get()) : fields.list("argv");
        StartedProcess started = toolbox.processes().start(new Processes.Wanted(argv, fields.text("cwd"),
                fields.texts("env"), fields.number("timeoutMs").filter(limit -> limit > 0).map(Duration::ofMillis)));
        Optional<String> wait = Calls.query(request, "waitMs");
        if (wait.isPresent()) started.await(millis(wait.get()));
        ObjectNode view = view(started);
        if (Calls.query(request, "logs").isPresent()) view.set("logs", page(started, 0));
        Json.send(response, view);
    }

    private static ApiFailure refused(String what) {
        return ApiFailure.inside(501, "NOT_IMPLEMENTED", what + " not offered in the preview of version 2");
    }

    private static Duration millis(String text) {
        if (!text.matches("\\d{1,12}")) throw Refusals.badRequest("'" + text + "' is no number of milliseconds");
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static void await(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        StartedProcess process = process(toolbox, request);
        Optional<Outcome> outcome = process.await(millis(Calls.query(request, "timeoutMs").orElse("0")));
        ObjectNode answer = Json.object();
        outcome.ifPresentOrElse(found -> end(answer, found), () -> answer.put("reason", "timed_out"));
        Json.send(response, answer);
    }

    private static void logs(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        if (Calls.query(request, "follow").isPresent()) throw refused("logs that are followed are");
        String cursor = Calls.query(request, "cursor").orElse("0");
        if (!cursor.matches("\\d{1,9}")) throw Refusals.badRequest("'cursor' is none that was given");
        Json.send(response, page(process(toolbox, request), Integer.parseInt(cursor)));
    }

    /// A page of all that is there. A process that has ended prints nothing more.
    private static ObjectNode page(StartedProcess process, int from) {
        boolean ended = process.ended().isPresent();
        List<StartedProcess.Piece> pieces = process.pieces(from);
        ObjectNode page = Json.object().put("eof", ended).put("truncatedHead", false)
                .put("nextCursor", String.valueOf(from + pieces.size()));
        ArrayNode frames = page.putArray("frames");
        int cursor = from;
        for (StartedProcess.Piece piece : pieces)
            frames.addObject().put("channel", piece.stream() == Stream.STDOUT ? "stdout" : "stderr")
                    .put("cursor", String.valueOf(++cursor)).put("timestamp", piece.at().toEpochMilli())
                    .put("data", new String(piece.bytes(), StandardCharsets.UTF_8));
        return page;
    }

    private static ObjectNode view(StartedProcess process) throws IOException, InterruptedException {
        Optional<Outcome> outcome = process.ended().isPresent() ? process.await(Duration.ZERO) : Optional.empty();
        ObjectNode view = Json.object().put("id", process.id()).put("kind", "exec")
                .put("state", outcome.isPresent() ? "terminal" : "running").put("stdin", "closed")
                .put("keepLogs", "on_exit_ttl").put("cwd", process.wanted().workdir().orElse(""))
                .put("createdAt", process.started().toString()).put("startedAt", process.started().toString())
                .put("truncatedHead", false);
        ArrayNode argv = view.putArray("argv");
        process.wanted().argv().forEach(argv::add);
        process.ended().ifPresent(at -> view.put("exitedAt", at.toString()));
        outcome.ifPresent(found -> end(view, found));
        return view;
    }

    private static void end(ObjectNode view, Outcome outcome) {
        switch (outcome.end()) {
            case Outcome.End.Exited(int code) -> view.put("reason", "exited").put("exitCode", code);
            case Outcome.End.Signaled(int signal) -> view.put("reason", "signaled")
                    .put("signal", signal == 9 ? "SIGKILL" : "SIG" + signal);
            case Outcome.End.TimedOut _ -> view.put("reason", "timed_out").put("signal", "SIGKILL");
        }
    }
}
