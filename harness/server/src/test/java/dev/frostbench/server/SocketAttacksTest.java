package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.toolbox.WebSocketRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one organisation tries on the sessions, terminals and interpreters of another, whose every name it knows.
@Tag("sandbox")
class SocketAttacksTest {

    private static RunningServer server;
    private static Client owner;
    private static Client thief;
    private static String box;
    private static String own;
    private static String command;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(10, 100_000);
        owner = server.client("acme", "ann");
        thief = server.client("mallory", "eve");
        box = owner.create(Map.of("name", "box"));
        own = thief.create(Map.of("name", "own"));
        owner.post("/toolbox/box/process/session", Map.of("sessionId", "work")).is(200);
        command = owner.post("/toolbox/box/process/session/work/exec",
                Map.of("command", "echo treasure; sleep 1000", "runAsync", true)).is(202).text("cmdId");
        owner.post("/toolbox/box/process/pty", Map.of("id", "desk")).is(201);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        server.close();
    }

    static List<String> sockets() {
        return List.of("/process/session/work/command/" + command + "/logs?follow=true", "/process/pty/desk/connect",
                "/process/pty/create-connect?id=mine", "/process/interpreter/execute",
                "/process/session/entrypoint/logs?follow=true");
    }

    private static String upgraded(String sandbox, String rest, Client by) throws IOException {
        return new WebSocketRequest("/toolbox/" + sandbox + rest).send(server.server.port(),
                by == null ? "" : "Authorization: Bearer " + by.key() + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("sockets")
    void aWebSocketIntoAnotherOrganisationsSandboxIsAnsweredAsOneIntoNone(String rest) throws Exception {
        String nobody = UUID.randomUUID().toString();
        assertThat(upgraded(nobody, rest, thief)).startsWith("HTTP/1.1 404").contains("there is no sandbox");
        for (String sandbox : List.of(box, "box")) {
            assertThat(upgraded(sandbox, rest, thief)).startsWith("HTTP/1.1 404")
                    .contains("there is no sandbox '" + sandbox + "'").doesNotContain("treasure");
            assertThat(upgraded(sandbox, rest, null)).startsWith("HTTP/1.1 401");
        }
        owner.get("/toolbox/box/process/pty/mine").is(404);
        assertThat(upgraded("box", rest, owner)).startsWith("HTTP/1.1 101");
        owner.delete("/toolbox/box/process/pty/mine");
    }

    @Test
    void theNamesOfASandboxMeanNothingInAnotherOne() throws Exception {
        assertThat(upgraded(own, "/process/session/work/command/" + command + "/logs?follow=true", thief))
                .startsWith("HTTP/1.1 404").doesNotContain("treasure");
        assertThat(upgraded(own, "/process/pty/desk/connect", thief)).startsWith("HTTP/1.1 404");
        thief.post("/toolbox/own/process/session", Map.of("sessionId", "work")).is(200);
        thief.get("/toolbox/own/process/session/work/command/" + command + "/logs").is(404);
        thief.post("/toolbox/own/process/session/work/command/" + command + "/input", Map.of("data", "x")).is(404);
    }

    @Test
    void aTerminalOpenedUnderATakenNameIsRefusedForItsOwnerToo() throws Exception {
        assertThat(upgraded("box", "/process/pty/create-connect?id=desk", owner)).startsWith("HTTP/1.1 409");
        assertThat(upgraded(own, "/process/pty/create-connect?id=desk", thief)).startsWith("HTTP/1.1 101");
        thief.delete("/toolbox/own/process/pty/desk").is(200);
        assertThat(owner.get("/toolbox/box/process/pty/desk").is(200).text("id")).isEqualTo("desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /process/session", "GET /process/session/work", "DELETE /process/session/work",
            "POST /process/session/work/exec", "GET /process/session/work/command/COMMAND",
            "GET /process/session/work/command/COMMAND/logs", "POST /process/session/work/command/COMMAND/input",
            "GET /process/pty", "GET /process/pty/desk", "POST /process/pty/desk/resize", "DELETE /process/pty/desk",
            "GET /process/interpreter/context", "POST /process/interpreter/context", "POST /env", "POST /git/clone",
            "GET /system/metrics"})
    void plainCallsAboutThemAreAnsweredAsCallsAboutNothing(String call) throws Exception {
        String method = call.substring(0, call.indexOf(' '));
        String rest = call.substring(method.length() + 1).replace("COMMAND", command);
        Answer answer = thief.send(method, "/toolbox/" + box + rest, "{\"data\":\"x\",\"command\":\"true\"}");
        assertThat(answer.is(404).text("message")).isEqualTo("there is no sandbox '" + box + "'");
        assertThat(owner.get("/toolbox/box/process/session/work").is(200).json().get("commands")).hasSize(1);
        assertThat(owner.get("/toolbox/box/process/pty/desk").is(200).json().get("cols").intValue()).isEqualTo(80);
    }

    @Test
    void whoseKeyIsRevokedTypesAndReadsNoMore() throws Exception {
        Client leaver = server.client("acme", "leaver");
        owner.post("/toolbox/box/process/pty", Map.of("id", "shared")).is(201);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var typing = new Closed();
            WebSocket terminal = typing.open(http, "/process/pty/shared/connect", leaver.key());
            var reading = new Closed();
            reading.open(http, "/process/session/work/command/" + command + "/logs?follow=true", leaver.key());
            String id = server.server.keys().list().stream().filter(key -> key.user().equals("leaver")).findFirst()
                    .orElseThrow().id();
            server.server.keys().revoke(id);
            while (leaver.get("/api/sandbox").status() != 401) Thread.sleep(100);
            terminal.sendBinary(ByteBuffer.wrap("touch /tmp/typed\n".getBytes(StandardCharsets.UTF_8)), true);
            assertThat(typing.code.get(1, TimeUnit.MINUTES)).isEqualTo(1008);
            assertThat(reading.code.get(1, TimeUnit.MINUTES)).isEqualTo(1008);
        }
        owner.delete("/toolbox/box/process/pty/shared").is(200);
        assertThat(owner.run("box", "ls /tmp/typed 2>&1 || true")).contains("No such file");
    }

    /// With which code the server closes a WebSocket.
    private static final class Closed implements WebSocket.Listener {

        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        WebSocket open(HttpClient http, String rest, String key) throws Exception {
            return http.newWebSocketBuilder().header("Authorization", "Bearer " + key)
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.server.port() + "/toolbox/box" + rest), this)
                    .get(1, TimeUnit.MINUTES);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            code.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            code.completeExceptionally(failure);
        }
    }
}
