package dev.frostbench.server.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Terminals over HTTP and WebSockets, in a real sandbox.
@Tag("sandbox")
class TerminalTest {

    private static final String EXIT_CONTROL = "X-Daytona-Pty-Exit-Control";
    private static final String CONNECTED = "{\"type\":\"control\",\"status\":\"connected\"}";
    private static LiveToolbox live;

    @BeforeAll
    static void open() throws Exception {
        live = new LiveToolbox();
    }

    @AfterAll
    static void close() throws Exception {
        live.close();
    }

    /// A test may leave its terminals.
    @AfterEach
    void killAll() throws Exception {
        for (JsonNode each : sessions()) kill(each.get("id").stringValue());
    }

    private static JsonNode sessions() throws Exception {
        return live.get("/process/pty").json().get("sessions");
    }

    private static LiveToolbox.Answer kill(String id) throws Exception {
        return live.delete("/process/pty/" + id);
    }

    private static URI socket(String sandbox, String path) {
        return URI.create("ws://127.0.0.1:" + live.port() + "/toolbox/" + sandbox + path);
    }

    private static TestSocket connect(String path, String... protocols) throws Exception {
        TestSocket opened = TestSocket.open(socket("box", path), Map.of(), new TestSocket(), protocols);
        assertThat(opened.nextText()).isEqualTo(CONNECTED);
        return opened;
    }

    private static TestSocket create(String id) throws Exception {
        return connect("/process/pty/create-connect?cols=90&rows=30&id=" + id, EXIT_CONTROL);
    }

    private static void type(TestSocket terminal, String keys) throws Exception {
        terminal.socket().sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true).get();
    }

    /// What is on the screen when it first has these words.
    private static String until(TestSocket terminal, String words) throws Exception {
        StringBuilder screen = new StringBuilder();
        while (screen.indexOf(words) < 0)
            screen.append(new String(terminal.nextBytes(), StandardCharsets.UTF_8));
        return screen.toString();
    }

    /// The rest of the screen, whatever is on it, and then what is said.
    private static String nextText(TestSocket terminal) throws Exception {
        Object next = terminal.next();
        while (next instanceof byte[]) next = terminal.next();
        return (String) next;
    }

    private static void refused(URI uri, int status) {
        assertThatThrownBy(() -> TestSocket.open(uri, Map.of())).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                        refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void aShellIsSeenTypedIntoAndTellsItsEnd() throws Exception {
        TestSocket terminal = create("first");
        assertThat(terminal.socket().getSubprotocol()).isEqualTo(EXIT_CONTROL);
        type(terminal, "echo sum-$((20+3)); stty size; pwd; tty\n");
        assertThat(until(terminal, "/dev/pts/")).contains("sum-23", "30 90", "/work");
        type(terminal, "exit 3\n");
        assertThat(nextText(terminal)).isEqualTo("{\"type\":\"control\",\"status\":\"exited\",\"exitCode\":3}");
        assertThat(terminal.close()).isEqualTo(new TestSocket.Close(1000, "{\"exitCode\":3}"));
        assertThat(sessions().size()).isZero();
        assertThat(live.get("/process/pty/first").status()).isEqualTo(404);
    }

    @Test
    void variablesComeBySubprotocolAndAFolderByItsPath() throws Exception {
        live.run("mkdir -p sub");
        String json = "{\"V\":\"a ä=\\\"\",\"PS1\":\"\"}";
        TestSocket terminal = connect("/process/pty/create-connect?id=v&cwd=sub", "X-Daytona-Pty-Envs~"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8)),
                EXIT_CONTROL);
        type(terminal, "printf '<%s|%s|%s|%s>\\n' \"$V\" $PWD $SET_BY_SANDBOX $TERM\n");
        assertThat(until(terminal, "256color>")).contains("<a ä=\"|/work/sub|yes|xterm-256color>");
        assertThat(live.get("/process/pty/v").json().get("envs").get("V").stringValue()).isEqualTo("a ä=\"");
        refused(socket("box", "/process/pty/create-connect?id=w&cwd=none"), 400);
    }

    @Test
    void aClientThatDoesNotKnowTheMessageOfTheEndGetsNone() throws Exception {
        TestSocket terminal = connect("/process/pty/create-connect?id=old");
        assertThat(terminal.socket().getSubprotocol()).isEmpty();
        type(terminal, "exit\n");
        Object next = terminal.next();
        while (next instanceof byte[]) next = terminal.next();
        assertThat(next).isEqualTo(new TestSocket.Close(1000, "{\"exitCode\":0}"));
    }

    @Test
    void severalSeeOneTerminalAndItOutlivesThem() throws Exception {
        TestSocket one = create("shared");
        TestSocket other = connect("/process/pty/shared/connect", EXIT_CONTROL);
        type(other, "echo both-$((1+1))\n");
        until(one, "both-2");
        until(other, "both-2");
        one.socket().sendClose(1000, "").get();
        other.socket().abort();
        TestSocket later = connect("/process/pty/shared/connect", EXIT_CONTROL);
        later.socket().sendText("echo still-$((1+1))\n", true).get();
        until(later, "still-2");
    }

    @Test
    void aTerminalMadeByAPlainCallShowsItsFirstViewerWhatCameBefore() throws Exception {
        LiveToolbox.Answer made = live.post("/process/pty", "{\"id\":\"plain\",\"cols\":100,\"rows\":40,"
                + "\"envs\":{\"PS1\":\"prompt-> \"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("sessionId").stringValue()).isEqualTo("plain");
        JsonNode told = live.get("/process/pty/plain").json();
        assertThat(told.get("active").booleanValue()).isTrue();
        assertThat(told.get("cols").intValue()).isEqualTo(100);
        assertThat(told.get("cwd").stringValue()).isEqualTo("/work");
        assertThat(told.get("envs").get("PS1").stringValue()).isEqualTo("prompt-> ");
        assertThat(told.get("lazyStart").booleanValue()).isFalse();
        until(connect("/process/pty/plain/connect"), "prompt-> ");
    }

    @Test
    void sizesAreChangedListedAndBounded() throws Exception {
        TestSocket terminal = create("sized");
        LiveToolbox.Answer answer = live.post("/process/pty/sized/resize", "{\"cols\":132,\"rows\":50}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("cols").intValue()).isEqualTo(132);
        assertThat(sessions().get(0).get("rows").intValue()).isEqualTo(50);
        type(terminal, "stty size\n");
        until(terminal, "50 132");
        for (String wrong : List.of("{}", "{\"cols\":0,\"rows\":1}", "{\"cols\":1,\"rows\":1001}",
                "{\"cols\":-1,\"rows\":1}", "{\"cols\":99999999999,\"rows\":1}", "{\"cols\":\"1\",\"rows\":1}"))
            assertThat(live.post("/process/pty/sized/resize", wrong).status()).as(wrong).isEqualTo(400);
        refused(socket("box", "/process/pty/create-connect?id=x&cols=0"), 400);
        refused(socket("box", "/process/pty/create-connect?id=x&rows=70000"), 400);
        refused(socket("box", "/process/pty/create-connect?id=x&rows=-1"), 400);
        assertThat(live.post("/process/pty", "{\"id\":\"x\",\"cols\":5000}").status()).isEqualTo(400);
        assertThat(live.get("/process/pty/x").status()).isEqualTo(404);
    }

    @Test
    void aKilledTerminalTakesItsProcessesAlongAndItsNameIsFree() throws Exception {
        TestSocket terminal = create("killed");
        type(terminal, "sleep 4321 & sleep 4322\n");
        until(terminal, "4322");
        refused(socket("box", "/process/pty/create-connect?id=killed"), 409);
        assertThat(kill("killed").status()).isEqualTo(200);
        assertThat(nextText(terminal)).contains("\"exitCode\":137");
        assertThat(terminal.close()).isEqualTo(new TestSocket.Close(1000, "{\"exitCode\":137}"));
        assertThat(live.run("ps ax")).doesNotContain("sleep 432");
        assertThat(kill("killed").status()).isEqualTo(404);
        create("killed");
    }

    @Test
    void noSandboxReachesTheTerminalsOfAnother() throws Exception {
        create("secret");
        URI other = URI.create(live.uri("/process/pty").toString().replace("/box/", "/other/"));
        assertThat(live.send(HttpRequest.newBuilder(other).GET()).json().get("sessions").size()).isZero();
        URI secret = URI.create(other + "/secret");
        assertThat(live.send(HttpRequest.newBuilder(secret).GET()).status()).isEqualTo(404);
        assertThat(live.send(HttpRequest.newBuilder(secret).DELETE()).status()).isEqualTo(404);
        assertThat(live.send(HttpRequest.newBuilder(URI.create(secret + "/resize"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"cols\":9,\"rows\":9}"))).status()).isEqualTo(404);
        refused(socket("other", "/process/pty/secret/connect"), 404);
        assertThat(live.get("/process/pty/secret").status()).isEqualTo(200);
    }

    @Test
    void thereAreNoMoreTerminalsThanTheLimit() throws Exception {
        List<String> made = new ArrayList<>();
        LiveToolbox.Answer answer = live.post("/process/pty", "{}");
        for (; answer.status() == 201 && made.size() < 1000; answer = live.post("/process/pty", "{}"))
            made.add(answer.json().get("sessionId").stringValue());
        assertThat(answer.status()).isEqualTo(429);
        assertThat(made).hasSize(64).doesNotHaveDuplicates();
        refused(socket("box", "/process/pty/create-connect?id=more"), 429);
        kill(made.getFirst());
        create("room");
    }

    /// Never asks for another message, so nothing is read from its connection.
    private static final class Deaf extends TestSocket {

        @Override
        public void onOpen(WebSocket from) {}
    }

    @Test
    void aViewerThatDoesNotReadKeepsNeitherTheOthersNorTheServer() throws Exception {
        TestSocket reader = create("loud");
        Deaf deaf = new Deaf();
        TestSocket.open(socket("box", "/process/pty/loud/connect"), Map.of(), deaf, EXIT_CONTROL);
        type(reader, "head -c 60000000 /dev/zero | tr '\\0' x; echo end-$((1+1))\n");
        assertThat(live.run("echo served")).isEqualTo("served\n");
        String last = "";
        while (!last.contains("end-2")) {
            String next = new String(reader.nextBytes(), StandardCharsets.UTF_8);
            last = last.substring(Math.max(0, last.length() - 10)) + next;
        }
        deaf.socket().abort();
    }

    @Test
    void whatIsTypedIntoACommandThatReadsNothingHoldsItsCallerOnly() throws Exception {
        TestSocket stuck = create("stuck");
        type(stuck, "stty raw -echo; echo raw-$((1+1)); sleep 1000\n");
        until(stuck, "raw-2");
        for (int i = 0; i < 16; i++) stuck.socket().sendBinary(ByteBuffer.allocate(1 << 16), true).join();
        assertThat(live.run("echo served")).isEqualTo("served\n");
        assertThat(kill("stuck").status()).isEqualTo(200);
        assertThat(nextText(stuck)).contains("\"exitCode\":137");
    }
}
