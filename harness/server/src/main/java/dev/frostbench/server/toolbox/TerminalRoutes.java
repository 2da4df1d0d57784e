package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.inside.Refusals;
import dev.frostbench.server.toolbox.terminal.OpenTerminal;
import dev.frostbench.server.toolbox.terminal.Terminals;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Terminals: listed, resized and killed by plain calls, seen and typed into over WebSockets.
record TerminalRoutes(Calls calls) implements HttpService {

    /// The client wants to be told of the command's end by a message.
    private static final String TELLS_EXIT = "X-Daytona-Pty-Exit-Control";
    /// What follows is JSON in base64url: variables do not belong into addresses, which are logged.
    private static final String VARIABLES = "X-Daytona-Pty-Envs~";
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", calls.of(TerminalRoutes::list))
                .post("/", calls.of(TerminalRoutes::create))
                .get("/{id}", calls.of((toolbox, request, response) -> Json.send(response,
                        json(asked(toolbox, request)))))
                .delete("/{id}", calls.of(TerminalRoutes::kill))
                .post("/{id}/resize", calls.of(TerminalRoutes::resize));
    }

    private static OpenTerminal asked(Toolbox toolbox, ServerRequest request) {
        return toolbox.terminals().get(Calls.segment(request, "id"));
    }

    private static void kill(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException {
        toolbox.terminals().kill(Calls.segment(request, "id"));
        Json.send(response, Json.object().put("message", "the terminal was killed"));
    }

    private static void list(Toolbox toolbox, ServerRequest request, ServerResponse response) {
        ObjectNode answer = Json.object();
        ArrayNode sessions = answer.putArray("sessions");
        toolbox.terminals().list().forEach(terminal -> sessions.add(json(terminal)));
        Json.send(response, answer);
    }

    private static ObjectNode json(OpenTerminal terminal) {
        OpenTerminal.Described described = terminal.described();
        ObjectNode answer = Json.object().put("id", described.id()).put("active", true)
                .put("cols", terminal.size().columns()).put("rows", terminal.size().rows())
                .put("cwd", described.workdir()).put("createdAt", described.created().toString())
                .put("lazyStart", false);
        ObjectNode variables = answer.putObject("envs");
        described.environment().forEach(variables::put);
        return answer;
    }

    private static void create(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        OpenTerminal terminal = toolbox.terminals().open(new Terminals.Wanted(id(fields.text("id")),
                Terminals.size(fields.number("cols").orElse(COLUMNS), fields.number("rows").orElse(ROWS)),
                fields.text("cwd").filter(path -> !path.isEmpty()), fields.texts("envs")));
        Json.send(response, 201, Json.object().put("sessionId", terminal.described().id()));
    }

    private static String id(Optional<String> given) {
        return given.filter(text -> !text.isEmpty()).orElseGet(() -> UUID.randomUUID().toString());
    }

    private static void resize(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException {
        Fields fields = new Fields(Json.body(request));
        OpenTerminal terminal = asked(toolbox, request);
        terminal.resize(Terminals.size(fields.number("cols").orElse(0), fields.number("rows").orElse(0)));
        Json.send(response, json(terminal));
    }

    static SocketCall.Accepted createAndConnect(Toolbox toolbox, SocketCall.Upgrade upgrade) {
        var wanted = new Terminals.Wanted(id(upgrade.query("id")),
                Terminals.size(number(upgrade, "cols", COLUMNS), number(upgrade, "rows", ROWS)),
                upgrade.query("cwd").filter(path -> !path.isEmpty()), variables(upgrade));
        return Calls.told(() -> accepted(toolbox.terminals().open(wanted), upgrade));
    }

    static SocketCall.Accepted connect(Toolbox toolbox, SocketCall.Upgrade upgrade) {
        return accepted(toolbox.terminals().get(upgrade.segment("id")), upgrade);
    }

    private static SocketCall.Accepted accepted(OpenTerminal terminal, SocketCall.Upgrade upgrade) {
        List<String> offered = upgrade.protocols();
        boolean tellsExit = offered.contains(TELLS_EXIT);
        Optional<String> spoken = tellsExit ? Optional.of(TELLS_EXIT) : offered.stream().findFirst();
        return new SocketCall.Accepted(terminal.join(tellsExit), spoken);
    }

    private static int number(SocketCall.Upgrade upgrade, String name, int usual) {
        Optional<String> given = upgrade.query(name).filter(text -> !text.isEmpty());
        if (given.isPresent() && !given.get().matches("\\d{1,9}"))
            throw Refusals.badRequest("'" + name + "' must be a whole number, got '" + given.get() + "'");
        return given.map(Integer::parseInt).orElse(usual);
    }

    private static Map<String, String> variables(SocketCall.Upgrade upgrade) {
        Optional<String> given = upgrade.protocols().stream().filter(each -> each.startsWith(VARIABLES)).findFirst();
        if (given.isEmpty()) return Map.of();
        byte[] json;
        try {
            json = Base64.getUrlDecoder().decode(given.get().substring(VARIABLES.length())
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException invalid) {
            throw ApiFailure.badRequest("the variables of the terminal are not in base64url");
        }
        ObjectNode whole = Json.object();
        whole.set("envs", Json.object(json));
        return new Fields(whole).texts("envs");
    }
}
