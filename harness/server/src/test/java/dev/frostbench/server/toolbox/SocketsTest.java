package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.sockets.Conversation;
import dev.frostbench.server.toolbox.sockets.Socket;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets of the toolbox, whatever is said over them: here, an echo.
class SocketsTest {

    private final Toolbox toolbox = new Toolbox(null, "/", Map.of());
    private final CountDownLatch ended = new CountDownLatch(1);
    private WebServer server;

    @BeforeEach
    void serve() {
        var sockets = new ToolboxSockets((_, headers) -> {
            if (headers.first(HeaderNames.AUTHORIZATION).isEmpty()) throw ApiFailure.of(401, "a key is wanted");
            return toolbox;
        }, "/toolbox/{sandbox}");
        WsRouting.Builder routing = WsRouting.builder();
        sockets.add(routing, "/echo/{name}", (_, upgrade) -> new SocketCall.Accepted(
                new Echo(upgrade.segment("name") + upgrade.query("more").orElse("")),
                upgrade.protocols().stream().filter(offered -> offered.equals("spoken")).findFirst()));
        server = WebServer.builder().host("127.0.0.1").port(0).addRouting(routing)
                .routing(http -> http.register("/toolbox/{sandbox}", new ToolboxRoutes(_ -> toolbox))
                        .error(ApiFailure.class, (_, response, failure) -> Json.send(response, failure.status(),
                                Json.object().put("message", failure.getMessage()))))
                .build().start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /// Greets, then says what it hears until it hears "bye". After "talk" it says "so" for ever, after "wait" nothing
    /// till the end, and then the code of an end that it takes for its own.
    private final class Echo implements Conversation {

        private final String name;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Echo(String name) {
            this.name = name;
        }

        @Override
        public Goodbye speak(Socket socket) throws IOException, InterruptedException {
            socket.send("hello " + name);
            for (String next = heard.take(); !next.equals("bye"); next = heard.take()) {
                while (next.equals("talk")) socket.send("so");
                while (next.equals("wait")) if (ended.getCount() == 0) return Goodbye.NORMAL;
                if (next.startsWith("bytes ")) socket.send(next.substring(6).getBytes(StandardCharsets.UTF_8));
                else
                    socket.send(next);
            }
            return new Goodbye(4321, "as asked");
        }

        @Override
        public void text(String message) {
            heard.add(message);
        }

        @Override
        public void binary(byte[] message) {
            heard.add("bytes " + new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void ended() {
            ended.countDown();
        }
    }

    private TestSocket open(String path) throws Exception {
        return TestSocket.open(URI.create("ws://127.0.0.1:" + server.port() + "/toolbox/box" + path),
                Map.of("Authorization", "Bearer key"));
    }

    @Test
    void messagesGoBothWaysWholeAndTheEndHasItsCode() throws Exception {
        TestSocket socket = open("/echo/a%20b?more=!");
        assertThat(socket.nextText()).isEqualTo("hello a b!");
        socket.socket().sendText("one ", false).join();
        socket.socket().sendText("message", true).join();
        assertThat(socket.nextText()).isEqualTo("one message");
        socket.socket().sendBinary(ByteBuffer.wrap(new byte[]{65}), true).join();
        assertThat(socket.nextBytes()).containsExactly(65);
        socket.socket().sendText("bye", true).join();
        assertThat(socket.close()).isEqualTo(new TestSocket.Close(4321, "as asked"));
        ended.await();
    }

    @Test
    void pingsAreAnsweredWithTheirContent() throws Exception {
        TestSocket socket = open("/echo/x");
        socket.socket().sendPing(ByteBuffer.wrap("alive".getBytes(StandardCharsets.UTF_8))).join();
        assertThat(socket.pong()).isEqualTo("alive");
    }

    @Test
    void aRefusedUpgradeIsAnsweredAsAPlainCallAndTheNextRequestOfTheConnectionIsNot() throws Exception {
        var upgrade = new WebSocketRequest("/toolbox/box/echo/x");
        assertThat(upgrade.send(server.port(), "")).startsWith("HTTP/1.1 401").contains("a key is wanted");
        assertThat(upgrade.send(server.port(), "Authorization: Bearer key\r\n")).startsWith("HTTP/1.1 101");
        HttpRequest plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                + "/toolbox/box/work-dir")).build();
        assertThat(HttpClient.newHttpClient().send(plain, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyAnOfferedSubprotocolIsAnswered() throws Exception {
        var upgrade = new WebSocketRequest("/toolbox/box/echo/x");
        String key = "Authorization: Bearer key\r\n";
        assertThat(upgrade.send(server.port(), key)).doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
        assertThat(upgrade.send(server.port(), key + "Sec-WebSocket-Protocol: other, spoken\r\n"))
                .containsIgnoringCase("Sec-WebSocket-Protocol: spoken");
    }

    @Test
    void aClientThatVanishesEndsTheConversation() throws Exception {
        TestSocket socket = open("/echo/x");
        assertThat(socket.nextText()).isEqualTo("hello x");
        socket.socket().abort();
        ended.await();
    }

    @Test
    void theEndOfTheSandboxClosesItsSocketsAndRefusesNewOnes() throws Exception {
        TestSocket socket = open("/echo/x");
        assertThat(socket.nextText()).isEqualTo("hello x");
        toolbox.close();
        assertThat(socket.close().code()).isEqualTo(1001);
        ended.await();
        assertThat(Optional.of(org.assertj.core.api.Assertions.catchThrowable(() -> open("/echo/x")))
                .map(Throwable::getCause)).get().isInstanceOf(WebSocketHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"talk", "wait"})
    void aConversationThatIsInterruptedAsItSpeaksStillSaysWhyItEnds(String busy) throws Exception {
        TestSocket socket = open("/echo/x");
        assertThat(socket.nextText()).isEqualTo("hello x");
        socket.socket().sendText(busy, true).join();
        if (busy.equals("talk")) for (int i = 0; i < 100; i++) assertThat(socket.nextText()).isEqualTo("so");
        toolbox.close();
        assertThat(socket.close()).isEqualTo(new TestSocket.Close(1001, "the sandbox ends"));
    }

    @Test
    void aMessageWithoutEndIsCutShort() throws Exception {
        TestSocket socket = open("/echo/x");
        assertThat(socket.nextText()).isEqualTo("hello x");
        for (int i = 0; i < 10; i++)
            socket.socket().sendText("x".repeat(1 << 19), false).exceptionally(_ -> null).join();
        assertThat(socket.close().code()).isEqualTo(1009);
        ended.await();
    }
}
