package dev.frostbench.server.toolbox;

import dev.frostbench.fixtures.recipe.BuildProgress;
import dev.frostbench.fixtures.recipe.BuildSettings;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Json;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server on loopback whose toolbox calls go to one real sandbox, forked from the fixture `host`. It is the sandbox
/// `box`; to callers `other` is another.
final class LiveToolbox implements AutoCloseable {

    static final String KEY = "signing-key";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder = Files.createTempDirectory("frostbench-toolbox-");
    private final NamespaceBackend backend;
    private final LocalStore store;
    private final LocalRuntime runtime;
    final Sandbox sandbox;
    final Toolbox toolbox;
    private final Toolbox other;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LiveToolbox() throws Exception {
        backend = NamespaceBackend.open();
        store = LocalStore.open(folder.resolve("store"));
        runtime = new LocalRuntime(store, backend);
        new FixtureLibrary(runtime, List.of(Path.of("../../fixtures/recipes").toAbsolutePath().normalize()), Map.of(),
                new BuildSettings(Optional.empty(), System.getenv())).build("host", new Silent());
        sandbox = runtime.fork(store.find("host").orElseThrow(), ForkOptions.standard());
        sandbox.files().makeDirectory("/work", 0755);
        toolbox = new Toolbox(sandbox, "/work", Map.of("SET_BY_SANDBOX", "yes"));
        other = new Toolbox(sandbox, "/work", Map.of());
        WsRouting.Builder sockets = WsRouting.builder();
        new ToolboxSockets((name, _) -> named(name), "/toolbox/{sandbox}").addTo(sockets);
        server = WebServer.builder().host("127.0.0.1").port(0)
                .addRouting(sockets)
                .routing(routing -> routing.register("/toolbox/{sandbox}", new ToolboxRoutes(
                        request -> named(request.path().pathParameters().get("sandbox")), signed()))
                        .error(ApiFailure.class, (_, response, failure) -> Json.send(response, failure.status(),
                                Json.object().put("statusCode", failure.status()).put("message", failure.getMessage())
                                        .put("code", failure.code()).put("source", failure.source().word()))))
                .build().start();
    }

    private Toolbox named(String name) {
        return name.equals("other") ? other : toolbox;
    }

    private SignedTarget signed() {
        return new SignedTarget() {

            @Override
            public String signingKey(String sandbox) {
                return KEY;
            }

            @Override
            public Toolbox of(String sandbox) {
                return toolbox;
            }
        };
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + "/toolbox/box" + path);
    }

    /// An answer: its status, and its body as text or JSON.
    record Answer(int status, byte[] bytes, Map<String, List<String>> headers) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return MAPPER.readTree(bytes);
        }

        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Answer delete(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    Answer post(String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer post(String path, String type, byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = client.send(request.timeout(Duration.ofMinutes(2)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body(), response.headers().map());
    }

    /// What a command in the sandbox prints.
    String run(String command) throws Exception {
        String body = MAPPER.writeValueAsString(Map.of("command", command));
        return post("/process/execute", body).json().get("result").stringValue();
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        server.stop();
        toolbox.close();
        other.close();
        runtime.close();
        store.close();
        backend.close();
        Trees.remove(folder);
    }

    private static final class Silent implements BuildProgress {

        @Override
        public void stepStarted(String fixture, int index, int count, String step, boolean usesNetwork) {}

        @Override
        public void stepEnded(String fixture, int index, int count, String step, boolean cached, Duration took,
                long bytes) {}
    }
}
