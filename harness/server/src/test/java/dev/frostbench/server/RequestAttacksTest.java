package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.Answer;
import dev.frostbench.server.Client;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no client would send: each is refused for what it is, or served, and never breaks the server.
@Tag("sandbox")
class RequestAttacksTest {

    private static RunningServer server;
    private static Client caller;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(100, 100_000);
        caller = server.client("acme", "ann");
        caller.create(Map.of("name", "box"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void theServerIsWellAndKnowsOneSandbox() throws Exception {
        List<String> failures = List.copyOf(server.log);
        server.log.clear();
        assertThat(failures).isEmpty();
        assertThat(caller.names("/api/sandbox")).containsExactly("box");
    }

    static List<String> bodies() {
        return List.of("{", "[]", "null", "1", "\"name\"", "{\"name\":\"a\",\"name\":\"b\"}", "{} {}", "{\"name\":NaN}",
                "[".repeat(100_000), "{\"a\":".repeat(100_000), "{\"name\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"name\":\"\\ud800\"}", "{\"labels\":{\"\\udfff\":\"x\"}}", "{\"env\":{\"a\":\"\\ud800\"}}",
                "{\"name\":\"a\\u0000b\"}", "{\"name\":\"a\\nb\"}", "{\"name\":\"" + "a".repeat(201) + "\"}",
                "{\"name\":7}", "{\"name\":{}}", "{\"env\":{\"A\":1}}", "{\"env\":{\"A=B\":\"\"}}",
                "{\"env\":{\"\":\"\"}}", "{\"env\":{\"A\":\"\\u0000\"}}", "{\"env\":[]}",
                "{\"env\":{\"A\":\"" + "x".repeat(40_000) + "\"}}",
                "{\"labels\":{\"a\":\"" + "x".repeat(40_000) + "\"}}",
                "{\"labels\":{\"code-toolbox-language\":\"cobol\"}}", "{\"user\":\"" + "u".repeat(300) + "\"}",
                "{\"target\":\"\\u0007\"}", "{\"networkAllowList\":\"" + "1".repeat(5000) + "\"}",
                "{\"cpu\":" + "9".repeat(400) + "}", "{\"cpu\":" + "9".repeat(2000) + "}", "{\"cpu\":1e400}",
                "{\"cpu\":-1}", "{\"cpu\":0}", "{\"cpu\":1.5}", "{\"memory\":2147483648}", "{\"disk\":1e9}",
                "{\"autoStopInterval\":-5}", "{\"autoDeleteInterval\":99999999}", "{\"ttlMinutes\":-1}",
                "{\"autoStopInterval\":\"15\"}", "{\"snapshot\":[]}", "{\"public\":\"yes\"}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatMakesNoSenseIsRefused(String body) throws Exception {
        Answer answer = caller.post("/api/sandbox", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("message")).isNotBlank();
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() throws Exception {
        byte[] body = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        assertThat(raw(head("POST", "/api/sandbox", "Content-Length: " + body.length), body))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sandbox?cursor=x", "/api/sandbox?cursor=%00", "/api/sandbox?cursor=ZnJvbSAtMQ",
            "/api/sandbox?limit=-1", "/api/sandbox?limit=99999999999", "/api/sandbox?limit=1e3",
            "/api/sandbox?page=x", "/api/sandbox?labels=%7B", "/api/sandbox?labels=%5B%5D",
            "/api/sandbox?labels=%7B%22a%22:%22%5Cud800%22%7D", "/api/sandbox?sort=body", "/api/sandbox?minCpu=one",
            "/api/sandbox?createdAtAfter=yesterday", "/api/sandbox?updatedAtBefore=1", "/api/snapshots?limit=x",
            "/api/snapshots?page=-3"})
    void aQueryThatMakesNoSenseIsRefused(String path) throws Exception {
        Answer answer = caller.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sandbox?limit=1&limit=2", "/api/sandbox?page=999999999&limit=200",
            "/api/sandbox?name=%F0%9F%98%80", "/api/sandbox?states=%00", "/api/snapshots?page=999999999",
            "/api/sandbox?createdAtAfter=%2B999999999-12-31T23:59:59-18:00", "/api/sandbox?x=y"})
    void anOddQueryIsAnswered(String path) throws Exception {
        Answer answer = caller.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sandbox/%00", "/api/sandbox/%FF", "/api/sandbox/%ED%A0%80", "/api/sandbox/%2e%2e",
            "/api/sandbox/..%2f..%2fetc", "/api/sandbox/%", "/api/sandbox/%zz", "/api/sandbox/box%2Fstart",
            "/api/snapshots/%00", "/api/snapshots/%FF%FE", "/api/snapshots/..%2F..%2Fsecret",
            "/api/snapshots/sha256%3A0",
            "/toolbox/%00/work-dir", "/toolbox/../api/sandbox/none", "//api/sandbox/x", "/api//sandbox/x",
            "/api/sandbox/box/none", "/api/none", "/none", "/api/sandbox/%F0%9F%98%80", "/toolbox", "/toolbox/",
            "/api/sandbox?cursor=%", "/api/sandbox;x=1/none", "/api/sandbox/box?%"})
    void aPathThatIsNoneIsRefused(String path) throws Exception {
        String answer = raw(head("GET", path, ""));
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 4\\d\\d .*|HTTP/1.1 200 (?s).*");
    }

    static List<String> requests() {
        String key = "Authorization: Bearer " + caller.key() + "\r\n";
        return List.of("GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET /api/sandbox HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\n\r\n", "get /api/sandbox HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://elsewhere/api/sandbox HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + caller.key() + "\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + "x".repeat(4000) + "\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u00fcmlaut\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(100_000) + "\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(20_000) + "\r\n",
                "GET /" + "z".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "GET /api/sandbox HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n",
                "POST /api/sandbox HTTP/1.1\r\nHost: a\r\n" + key + "Content-Length: -1\r\n\r\n{}",
                "POST /api/sandbox HTTP/1.1\r\nHost: a\r\n" + key + "Content-Length: 99999999999999999999\r\n\r\n{}",
                "POST /api/sandbox HTTP/1.1\r\nHost: a\r\n" + key + "Content-Length: two\r\n\r\n{}",
                "POST /api/sandbox HTTP/1.1\r\nHost: a\r\n" + key
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST /api/sandbox HTTP/1.1\r\nHost: a\r\n" + key
                        + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestThatIsNoneIsRefused(String request) throws Exception {
        String answer = raw(request.getBytes(StandardCharsets.UTF_8));
        if (!answer.isEmpty()) assertThat(answer).startsWith("HTTP/1.1 4");
    }

    @Test
    void aBodyWithTwoLengthsIsNeverReadAsASecondRequest() throws Exception {
        String smuggled = "DELETE /api/sandbox/box HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + caller.key()
                + "\r\n\r\n";
        String chunked = "2\r\n[]\r\n0\r\n\r\n";
        for (String lengths : List.of("Content-Length: 2\r\nContent-Length: " + (2 + smuggled.length()),
                "Content-Length: 2\r\nTransfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nContent-Length: 2"))
            raw((new String(head("POST", "/api/sandbox", lengths), StandardCharsets.UTF_8)
                    + (lengths.startsWith("Transfer") ? chunked : "[]")).getBytes(StandardCharsets.UTF_8));
        // a body as long as its length says is a body, also if it looks like a request
        raw(head("POST", "/api/sandbox", "Content-Length: " + smuggled.length()),
                smuggled.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        String long5 = "{\"name\":\"" + "x".repeat(5 << 20) + "\"}";
        assertThat(caller.post("/api/sandbox", long5).status()).isEqualTo(413);
        assertThat(caller.post("/toolbox/box/process/execute", long5).status()).isEqualTo(413);
    }

    @Test
    void whoSendsSlowlyOrHalfKeepsNobodyElseWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", server.server.port());
                slow.add(socket);
                byte[] begin = switch (i % 4) {
                    case 0 -> "G".getBytes(StandardCharsets.UTF_8);
                    case 1 -> "GET /api/sandbox HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8);
                    case 2 -> head("POST", "/api/sandbox", "Content-Length: 100");
                    default -> head("POST", "/api/sandbox/box/labels", "Transfer-Encoding: chunked");
                };
                socket.getOutputStream().write(begin);
                if (i % 3 == 0) socket.shutdownOutput();
            }
            assertThat(caller.run("box", "echo here")).isEqualTo("here");
            assertThat(caller.get("/api/sandbox/box").status()).isEqualTo(200);
        } finally {
            for (Socket each : slow) each.close();
        }
        assertThat(caller.run("box", "echo still")).isEqualTo("still");
    }

    @Test
    void aBodyThatEndsTooEarlyChangesNothing() throws Exception {
        for (String lengths : List.of("Content-Length: 100", "Transfer-Encoding: chunked"))
            try (Socket socket = new Socket("127.0.0.1", server.server.port())) {
                String body = lengths.startsWith("T") ? "1e\r\n{\"name\":\"half\"" : "{\"name\":\"half\"}";
                socket.getOutputStream().write(head("POST", "/api/sandbox", lengths));
                socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!answer.isEmpty()) assertThat(answer).startsWith("HTTP/1.1 4");
            }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"command\":\"true\",\"timeout\":-1}", "{\"command\":\"true\",\"timeout\":1e99}",
            "{\"command\":\"tr\\u0000ue\"}", "{\"command\":\"\\ud800\"}", "{\"command\":\"true\",\"cwd\":\"\\u0000\"}",
            "{\"command\":\"true\",\"envs\":{\"A\\u0000\":\"\"}}", "{\"command\":\"true\",\"envs\":{\"A=\":\"\"}}",
            "{\"command\":\"true\",\"envs\":{\"\":\"\"}}", "{}", "{\"command\":[]}"})
    void aCommandThatNoProcessCanHaveIsRefused(String body) throws Exception {
        Answer answer = caller.post("/toolbox/box/process/execute", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void whoAsksTooOftenIsRefusedAndOthersAreServed() throws Exception {
        try (var slow = RunningServer.bounded(10, 5)) {
            Client busy = slow.client("busy", "b");
            Client calm = slow.client("calm", "c");
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) answers.add(busy.get("/api/sandbox"));
            assertThat(answers).anyMatch(answer -> answer.status() == 429);
            assertThat(calm.get("/api/sandbox").status()).isEqualTo(200);
            Answer refused = answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
            assertThat(refused.text("code")).isEqualTo("TOO_MANY_REQUESTS");
            // a second key is no second allowance
            assertThat(
                    List.of(slow.client("busy", "b").get("/api/sandbox").status(), busy.get("/api/sandbox").status()))
                    .contains(429);
        }
    }

    @Test
    void labelsOfARunningSandboxAreHeldToTheSameBounds() throws Exception {
        for (Object labels : List.of(Map.of("a", "x".repeat(40_000)), Map.of("code-toolbox-language", "cobol")))
            assertThat(caller.send("PUT", "/api/sandbox/box/labels", Map.of("labels", labels)).status())
                    .isEqualTo(400);
        for (String minutes : List.of("x", "-5", "99999999999", "1.5", "%00"))
            assertThat(caller.post("/api/sandbox/box/autostop/" + minutes, "").status()).isEqualTo(400);
    }

    private static byte[] head(String method, String path, String more) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + caller.key()
                + "\r\nConnection: close\r\n" + (more.isEmpty() ? "" : more + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Everything that the server answers until it closes the connection.
    private static String raw(byte[]... parts) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server.port())) {
            socket.setSoTimeout(120_000);
            try {
                for (byte[] part : parts) socket.getOutputStream().write(part);
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException reset) {
                return ""; // the server has closed it before it read all
            }
        }
    }
}
