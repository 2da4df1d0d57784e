package dev.frostbench.server;

import dev.frostbench.harness.machine.Version;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The calls that need no more than an answer, and those that are not offered, each with the reason.
final class OtherRoutes implements HttpService {

    private static final Map<String, String> NOT_OFFERED = Map.of(
            "/secret", "secrets that are put into outgoing traffic are not offered; give a sandbox variables by env",
            "/object-storage", "there is no object storage for the files of images; upload files into a sandbox",
            "/runners", "the server is its only runner",
            "/regions", "the server is one region");

    private final Callers callers;
    private final BaseAddress address;
    private final String snapshot;

    OtherRoutes(Callers callers, BaseAddress address, String snapshot) {
        this.callers = callers;
        this.address = address;
        this.snapshot = snapshot;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health", (_, response) -> Json.send(response, Json.object().put("status", "ok")))
                .get("/config", this::config)
                .get("/sandbox/{sandbox}/telemetry/metrics", this::noSeries);
        NOT_OFFERED.forEach((path, reason) -> rules.any(path, (request, _) -> refuse(request, reason))
                .any(path + "/*", (request, _) -> refuse(request, reason)));
        rules.any("/sandbox/{sandbox}/ssh-access", (request, _) -> refuse(request, "there is no SSH access; use a PTY"))
                .get("/sandbox/ssh-access/validate", (request, _) -> refuse(request, "there is no SSH access"))
                .put("/sandbox/{sandbox}/secrets", (request, _) -> refuse(request, NOT_OFFERED.get("/secret")));
    }

    private void refuse(ServerRequest request, String reason) {
        callers.of(request);
        throw ApiFailure.notOffered(reason);
    }

    /// The history of a sandbox's use is not kept, so there is no point in any series.
    private void noSeries(ServerRequest request, ServerResponse response) {
        callers.of(request);
        ObjectNode answer = Json.object();
        answer.putArray("series");
        Json.send(response, answer);
    }

    private void config(ServerRequest request, ServerResponse response) {
        ObjectNode config = Json.object().put("version", Version.text()).put("linkedAccountsEnabled", false)
                .put("proxyTemplateUrl", address.url() + "/preview/{{sandboxId}}/{{PORT}}")
                .put("proxyToolboxUrl", address.toolbox()).put("defaultSnapshot", snapshot)
                .put("dashboardUrl", address.url()).put("maxAutoArchiveInterval", 43_200)
                .put("maintananceMode", false).put("environment", "production");
        config.putObject("oidc").put("issuer", "").put("clientId", "").put("audience", "").put("provider", "");
        config.putObject("announcements");
        Json.send(response, config);
    }
}
