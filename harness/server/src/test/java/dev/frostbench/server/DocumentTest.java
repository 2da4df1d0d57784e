package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.machine.Version;
import dev.frostbench.server.toolbox.ToolboxSockets;
import dev.frostbench.server.toolbox.WebSocketRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document names the calls that the server has, and no others.
@Tag("sandbox")
class DocumentTest {

    private static final List<String> ANY = List.of("get", "post", "put", "patch", "delete");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");
    private static RunningServer server;
    private static Client caller;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(10, 10_000);
        caller = server.client("acme");
        caller.create(Map.of("name", "box"));
        document = server.withKey("none").get("/openapi.json").is(200).json();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static void operations(BiConsumer<String, JsonNode> each) {
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(call -> {
            if (!call.getKey().equals("parameters")) each.accept(call.getKey() + " " + path.getKey(), call.getValue());
        }));
    }

    @Test
    void itHasEveryRouteAndNoOther() {
        Set<String> registered = new TreeSet<>();
        for (String route : RecordedRoutes.of(server.server.calls())) {
            String path = route.substring(route.indexOf(' '));
            if (route.startsWith("any ")) ANY.forEach(method -> registered.add(method + path));
            else
                registered.add(route);
        }
        ToolboxSockets.paths().forEach(path -> registered.add("get /toolbox/{sandbox}" + path));
        Stream.of("/api/socket.io", "/api/socket.io/").forEach(path -> registered.add("get " + path));
        Set<String> documented = new TreeSet<>();
        operations((call, _) -> documented.add(call));
        assertThat(documented).isEqualTo(registered).hasSizeGreaterThan(100);
    }

    @Test
    void everyCallOfItIsAnsweredByARoute() throws Exception {
        List<String> calls = new ArrayList<>();
        operations((call, operation) -> {
            if (operation.at("/responses/101").isMissingNode()) calls.add(call);
        });
        for (String call : calls) {
            String path = filled(call.substring(call.indexOf(' ') + 1));
            if (path.startsWith("/preview/")) continue; // answered by the sandbox
            Answer answer = caller.send(call.substring(0, call.indexOf(' ')).toUpperCase(), path, "");
            assertThat(answer.body()).as(call).doesNotContain("there is no call");
            assertThat(answer.status()).as(call).isNotEqualTo(405).isIn(200, 201, 202, 204, 400, 404, 409, 501);
        }
    }

    /// With another sandbox's name, so that the calls change nothing.
    private static String filled(String path) {
        return path.replace("{minutes}", "1").replace("{port}", "80").replace("{value}", "true")
                .replace("{who}", "private").replaceAll("\\{\\w+}", "none");
    }

    @Test
    void whatItCallsAWebSocketBecomesOne() throws Exception {
        List<String> sockets = new ArrayList<>();
        operations((call, operation) -> {
            if (operation.at("/responses/101").isObject()) sockets.add(call.substring("get ".length()));
        });
        assertThat(sockets).hasSize(ToolboxSockets.paths().size() + 2);
        for (String socket : sockets) {
            String path = socket.replace("{sandbox}", "box").replaceAll("\\{\\w+}", "none");
            String answer = new WebSocketRequest(path).send(server.server.port(),
                    "Authorization: Bearer " + caller.key()
                            + "\r\n");
            assertThat(answer).as(socket).matches("(?s)HTTP/1.1 101 .*|HTTP/1.1 404 .*no (session|terminal).*");
        }
    }

    @Test
    void itIsWholeAndEachIdIsThereOnce() {
        assertThat(document.get("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(document.at("/info/version").stringValue()).isEqualTo(Version.text());
        List<String> ids = new ArrayList<>();
        operations((call, operation) -> {
            assertThat(call.substring(0, call.indexOf(' '))).isIn(METHODS);
            assertThat(operation.get("summary").stringValue()).as(call).isNotBlank();
            assertThat(operation.get("responses").propertyNames()).as(call)
                    .anyMatch(status -> status.matches("[12]..|default|501"));
            ids.add(operation.get("operationId").stringValue());
        });
        assertThat(ids).doesNotHaveDuplicates();
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(document.at(reference.stringValue()
                .substring(1)).isMissingNode()).as(reference.stringValue()).isFalse());
    }

    @Test
    void aCallWithoutAKeyIsOneThatSaysSo() throws Exception {
        List<String> open = new ArrayList<>();
        operations((call, operation) -> {
            if (operation.has("security") && operation.get("security").isEmpty()) open.add(call);
        });
        assertThat(open).containsExactlyInAnyOrder("get /", "get /openapi.json", "get /api/health", "get /api/config",
                "get /api/socket.io", "get /api/socket.io/");
        Client nobody = server.withKey("none");
        List<String> calls = new ArrayList<>();
        operations((call, operation) -> {
            if (!open.contains(call) && operation.at("/responses/101").isMissingNode()) calls.add(call);
        });
        for (String call : calls) {
            int status = nobody.send(call.substring(0, call.indexOf(' ')).toUpperCase(),
                    filled(call.substring(call.indexOf(' ') + 1)), "").status();
            assertThat(status).as(call).isEqualTo(401);
        }
    }
}
