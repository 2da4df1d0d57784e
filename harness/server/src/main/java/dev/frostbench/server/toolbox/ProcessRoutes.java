package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.process.CodeRuns;
import dev.frostbench.server.toolbox.process.ShellCommands;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/// Commands and code that run while the caller waits.
record ProcessRoutes(Calls calls) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.post("/execute", calls.of(ProcessRoutes::execute))
                .post("/code-run", calls.of(ProcessRoutes::runCode));
    }

    private static void execute(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        var wanted = new ShellCommands.Wanted(fields.requiredText("command"), fields.text("cwd"),
                fields.texts("envs"), fields.number("timeout"));
        Json.send(response, json(new ShellCommands(toolbox.inside()).run(wanted)));
    }

    private static void runCode(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Fields fields = new Fields(Json.body(request));
        var wanted = new CodeRuns.Wanted(fields.requiredText("code"), fields.text("language").orElse(""),
                fields.list("argv"), fields.texts("envs"), fields.number("timeout"));
        ObjectNode answer = json(new CodeRuns(toolbox.inside()).run(wanted));
        answer.putObject("artifacts").putArray("charts");
        Json.send(response, answer);
    }

    private static ObjectNode json(ShellCommands.Ended ended) {
        return Json.object().put("exitCode", ended.code()).put("result", ended.output());
    }
}
