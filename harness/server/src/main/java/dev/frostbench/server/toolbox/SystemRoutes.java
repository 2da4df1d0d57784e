package dev.frostbench.server.toolbox;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import dev.frostbench.server.toolbox.inside.Use;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// The sandbox as a whole: its folders, its environment, what it uses, and what it does not offer.
record SystemRoutes(Calls calls) implements HttpService {

    /// Letters of all variables that are set. The kernel takes 2 MiB of arguments and environment.
    private static final int MOST_ENVIRONMENT = 256 << 10;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/work-dir", calls.of((toolbox, _, response) -> Json.send(response,
                Json.object().put("dir", toolbox.workdir()))))
                .get("/user-home-dir", calls.of((toolbox, _, response) -> Json.send(response,
                        Json.object().put("dir", toolbox.inside().self().home()))))
                .post("/env", calls.of(SystemRoutes::change))
                .get("/system/metrics", calls.of(SystemRoutes::metrics));
        refuse(rules, "/lsp", "no language server runs in this sandbox: this server does not offer them; run one as a"
                + " command of a session");
        refuse(rules, "/computeruse", "this sandbox has no desktop: this server does not offer computer use");
    }

    private void refuse(HttpRules rules, String path, String why) {
        rules.register(path, (HttpService) below -> below.any(calls.of((_, _, _) -> {
            throw ApiFailure.inside(501, "NOT_IMPLEMENTED", why);
        })));
    }

    private static void change(Toolbox toolbox, ServerRequest request, ServerResponse response) {
        Fields fields = new Fields(Json.body(request));
        Map<String, String> set = fields.texts("set");
        set.forEach(Inside::requireVariable);
        Map<String, String> environment = toolbox.environment();
        synchronized (environment) {
            Map<String, String> after = new TreeMap<>(environment);
            fields.list("unset").forEach(after::remove);
            fields.text("unsetValuePrefix").filter(prefix -> !prefix.isEmpty())
                    .ifPresent(prefix -> after.values().removeIf(value -> value.startsWith(prefix)));
            after.putAll(set);
            long letters = after.entrySet().stream().mapToLong(each -> each.getKey().length()
                    + each.getValue().length() + 2L).sum();
            if (letters > MOST_ENVIRONMENT)
                throw Refusals.tooMuch("the variables of a sandbox have at most 256 Ki letters in all");
            environment.keySet().retainAll(after.keySet());
            environment.putAll(after);
            ObjectNode answer = Json.object();
            after.forEach(answer::put);
            Json.send(response, answer);
        }
    }

    private static void metrics(Toolbox toolbox, ServerRequest request, ServerResponse response) throws IOException,
            InterruptedException {
        Use use = Use.of(toolbox.inside());
        Instant now = Instant.now();
        Json.send(response, Json.object().put("cpuCount", use.processors()).put("cpuUsedPct", use.busyPercent())
                .put("memTotal", use.memoryTotal()).put("memUsed", use.memoryUsed()).put("memCache", 0L)
                .put("diskTotal", use.diskTotal()).put("diskUsed", use.diskUsed())
                .put("diskFree", Math.max(0, use.diskTotal() - use.diskUsed()))
                .put("timestamp", now.toString()).put("timestampUnix", now.getEpochSecond()));
    }
}
