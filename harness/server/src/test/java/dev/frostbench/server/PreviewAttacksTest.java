package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is tried with previews: a token opens one port of one sandbox as long as it may, and what goes through it
/// tells neither side of the other's secrets.
@Tag("sandbox")
class PreviewAttacksTest {

    /// On port 8000, says what it was asked. On port 8001, answers what the segments of the path mean: bytes in base64,
    /// more bytes, and how often those come; or it resets the connection.
    private static final String SERVERS = """
            import base64, http.server, socket, socketserver, struct, threading
            class Echo(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    body = ("asked " + self.path + "\\n" + str(self.headers)).encode()
                    self.send_response(200)
                    for name, value in {"Set-Cookie": "mine=1; Path=/", "Clear-Site-Data": '"*"', "X-Kept": "yes",
                            "Content-Security-Policy": "default-src *", "Content-Length": str(len(body))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                do_POST = do_GET
                def log_message(self, *words): pass
            class Liar(socketserver.StreamRequestHandler):
                def handle(self):
                    path = self.rfile.readline().split()[1].decode()
                    while self.rfile.readline().strip(): pass
                    if path == "/reset":
                        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        self.request.close()
                        return
                    begin, more, times = path[1:].split("/")
                    self.wfile.write(base64.urlsafe_b64decode(begin) + base64.urlsafe_b64decode(more) * int(times))
            class Server(socketserver.ThreadingTCPServer): daemon_threads = True
            liar = Server(("127.0.0.1", 8001), Liar)
            threading.Thread(target=liar.serve_forever).start()
            http.server.ThreadingHTTPServer(("127.0.0.1", 8000), Echo).serve_forever()
            """;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningServer server;
    private static Client owner;
    private static Client thief;
    private static String box;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(10, 100_000);
        owner = server.client("acme", "ann");
        thief = server.client("mallory", "eve");
        box = owner.create(Map.of("name", "box"));
        owner.run(box, "cat > /tmp/servers.py <<'END'\n" + SERVERS + "END\n"
                + "python3 /tmp/servers.py > /tmp/servers.log 2>&1 &\n"
                + "for i in $(seq 300); do python3 -c 'import socket; [socket.create_connection((\"127.0.0.1\", port))"
                + " for port in (8000, 8001)]' 2> /dev/null && break; sleep 0.1; done");
        token = link(owner, box, 8000, "preview-url").text("token");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(server.log).isEmpty();
        HTTP.close();
        server.close();
    }

    private static Answer link(Client by, String sandbox, int port, String kind) throws Exception {
        return by.get("/api/sandbox/" + sandbox + "/ports/" + port + "/" + kind).is(200);
    }

    private static String url(String sandbox, int port) {
        return server.server.url() + "/preview/" + sandbox + "/" + port + "/";
    }

    private static HttpResponse<String> ask(String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) request.headers(headers);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void opensNothing(String sandbox, int port, String shown) throws Exception {
        HttpResponse<String> answer = shown.isEmpty() ? ask(url(sandbox, port))
                : ask(url(sandbox, port), "x-daytona-preview-token", shown);
        assertThat(answer.statusCode()).as(shown).isEqualTo(401);
        assertThat(answer.body()).contains("the token opens no such port");
        assertThat(ask(url(sandbox, port) + "?DAYTONA_SANDBOX_AUTH_KEY=" + shown).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNoTokenOfThisPortOpensNothing() throws Exception {
        String other = owner.create(Map.of("name", "other"));
        String theirs = thief.create(Map.of("name", "theirs"));
        char last = token.charAt(token.length() - 1);
        for (String shown : List.of("", "x", token + token, token.substring(1), token.substring(0, 20),
                token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A'),
                token.toUpperCase(Locale.ROOT) + "-",
                link(owner, box, 8001, "preview-url").text("token"),
                link(owner, box, 8001, "signed-preview-url").text("token"),
                link(owner, other, 8000, "preview-url").text("token"),
                link(owner, other, 8000, "signed-preview-url").text("token"),
                link(thief, theirs, 8000, "preview-url").text("token"),
                link(thief, theirs, 8000, "signed-preview-url").text("token"),
                owner.get("/api/sandbox/box/signing-key").json().stringValue(), owner.key(), thief.key()))
            opensNothing(box, 8000, shown);
        opensNothing(other, 8000, token);
        opensNothing(UUID.randomUUID().toString(), 8000, token);
        opensNothing("box", 8000, token);
        owner.delete("/api/sandbox/other").is(200);
        thief.delete("/api/sandbox/theirs").is(200);
    }

    @Test
    void aKeyOfTheOrganisationOpensAPortAndOneOfAnotherDoesNot() throws Exception {
        assertThat(ask(url(box, 8000), "Authorization", "Bearer " + owner.key()).statusCode()).isEqualTo(200);
        assertThat(ask(url(box, 8000), "Authorization", "Bearer " + thief.key()).statusCode()).isEqualTo(401);
        assertThat(ask(url(box, 8000), "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
        thief.get("/api/sandbox/" + box + "/ports/8000/preview-url").is(404);
        thief.get("/api/sandbox/" + box + "/ports/8000/signed-preview-url").is(404);
    }

    @Test
    void aTokenIsNeitherAKeyNorASignature() throws Exception {
        for (String each : List.of(token, link(owner, box, 8000, "signed-preview-url").text("token"))) {
            server.withKey(each).get("/api/sandbox").is(401);
            server.withKey(each).get("/toolbox/" + box + "/work-dir").is(401);
            server.withKey("none").get("/toolbox/" + box + "/files/download?path=/etc/passwd&signature=" + each)
                    .is(401);
            server.withKey("none").get("/toolbox/" + box + "/files/download?path=/etc/passwd&DAYTONA_SANDBOX_AUTH_KEY="
                    + each).is(401);
        }
    }

    @Test
    void aSignedLinkEndsWithItsTimeOrWhenItsOwnerSaysSo() throws Exception {
        String brief = link(owner, box, 8000, "signed-preview-url?expiresInSeconds=1").text("token");
        while (ask(url(box, 8000), "x-daytona-preview-token", brief).statusCode() == 200) Thread.sleep(100);
        opensNothing(box, 8000, brief);
        String signed = link(owner, box, 8000, "signed-preview-url?expiresInSeconds=3600").text("token");
        String expire = "/signed-preview-url/" + signed + "/expire";
        thief.post("/api/sandbox/" + box + "/ports/8000" + expire, "").is(404);
        owner.post("/api/sandbox/box/ports/8001" + expire, "").is(204);
        assertThat(ask(url(box, 8000), "x-daytona-preview-token", signed).statusCode()).isEqualTo(200);
        owner.post("/api/sandbox/box/ports/8000" + expire, "").is(204);
        opensNothing(box, 8000, signed);
    }

    @Test
    void theTokensOfADeletedSandboxAreNotThoseOfItsNamesake() throws Exception {
        String first = owner.create(Map.of("name", "again"));
        List<String> tokens = List.of(link(owner, first, 8000, "preview-url").text("token"),
                link(owner, first, 8000, "signed-preview-url?expiresInSeconds=3600").text("token"));
        owner.delete("/api/sandbox/again").is(200);
        String second = owner.create(Map.of("name", "again"));
        for (String each : tokens) {
            opensNothing(first, 8000, each);
            opensNothing(second, 8000, each);
        }
        String fork = owner.post("/api/sandbox/again/fork", Map.of("name", "child")).is(200).text("id");
        opensNothing(fork, 8000, link(owner, second, 8000, "preview-url").text("token"));
        for (String name : List.of("again", "child")) owner.delete("/api/sandbox/" + name).is(200);
    }

    @Test
    void neitherSideLearnsTheOthersSecrets() throws Exception {
        String signed = link(owner, box, 8000, "signed-preview-url").text("token");
        HttpResponse<String> answer = ask(url(box, 8000) + "a?one=1&DAYTONA_SANDBOX_AUTH_KEY=" + signed + "&two=%262",
                "x-daytona-preview-token", token, "Authorization", "Bearer " + owner.key(), "Cookie", "host=secret",
                "X-Own", "goes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("asked /a?one=1&two=%262").containsIgnoringCase("x-own: goes")
                .contains("localhost:8000").doesNotContain(token).doesNotContain(signed).doesNotContain(owner.key())
                .doesNotContainIgnoringCase("cookie").doesNotContainIgnoringCase("authorization");
        assertThat(answer.headers().map().keySet()).contains("x-kept").doesNotContain("set-cookie", "clear-site-data");
        assertThat(answer.headers().allValues("content-security-policy")).singleElement().asString()
                .startsWith("sandbox").doesNotContain("allow-same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/preview/BOX/8000/../8001/x", "/preview/BOX/8000/%2e%2e/8001/x", "/preview/BOX/08000/x",
            "//preview/BOX/8000/x", "/preview//BOX/8000/x", "/preview/BOX/8000/..%2f..%2fapi/sandbox",
            "/preview/../api/sandbox", "/preview/BOX/8000/../../../api/sandbox", "/preview/BOX/8000;8001/x",
            "/preview/BOX/8000%2f..%2f8001/x", "/preview/BOX/8000/%00", "/preview/BOX/8000/%0d%0aX:%20y",
            "/preview/BOX/65536/x", "/preview/BOX/0/x", "/preview/BOX/-1/x", "/preview/BOX/8000.0/x"})
    void aPathLeadsToThePortThatItNamesOrNowhere(String path) throws Exception {
        String answer = raw("GET " + path.replace("BOX", box) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "x-daytona-preview-token: " + token + "\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 4")) assertThat(answer).startsWith("HTTP/1.1 200").contains("asked /");
        assertThat(answer).doesNotContain("\"items\"").doesNotContain("\nX: y");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// What a server in a sandbox answers: `more` so many times after the beginning.
    record Lie(String begin, String more, int times) {

        String path() {
            return base64(begin) + "/" + base64(more) + "/" + times;
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    static Stream<Lie> lies() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.concat(Stream.of("", "\r\n\r\n", "no HTTP\r\n\r\n", "HTTP/1.1 99 Low\r\n\r\n",
                "HTTP/1.1 1000 High\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 100 Go on\r\n\r\n", ok,
                ok + "No colon\r\n\r\n", ok + "Two words: x\r\n\r\n", ok + ": x\r\n\r\n", ok + "A: \0\r\n\r\n",
                ok + "A: b\rSet-Cookie: c=d\r\n\r\n", ok + "Content-Length: -1\r\n\r\n",
                ok + "Content-Length: 1e3\r\n\r\n", ok + "Content-Length: 99999999999999999999\r\n\r\n",
                ok + "Content-Length: 9\r\n\r\n", ok + "Transfer-Encoding: gzip\r\n\r\n",
                ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").map(lie -> new Lie(lie, "", 0)),
                Stream.of(new Lie("", "HTTP/1.1 100 Go on\r\n\r\n", 1000), new Lie(ok, "A: b\r\n", 300),
                        new Lie(ok + "A: ", "b", 20_000), new Lie("HTTP/1.1 200 ", "x", 20_000)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void anAnswerThatIsNoneIsABadGateway(Lie lie) throws Exception {
        assertThat(ask(url(box, 8001) + lie.path(), "Authorization", "Bearer " + owner.key()).statusCode())
                .isEqualTo(502);
    }

    @Test
    void aServerThatBreaksOffIsABadGateway() throws Exception {
        assertThat(ask(url(box, 8001) + "reset", "Authorization", "Bearer " + owner.key()).statusCode())
                .isEqualTo(502);
        var refusal = new Lie("HTTP/1.1 413 Too long\r\nContent-Length: 0\r\n\r\n", "", 0);
        HttpRequest tooLong = HttpRequest.newBuilder(URI.create(url(box, 8001) + refusal.path()))
                .header("Authorization", "Bearer " + owner.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[16 << 20])).build();
        assertThat(HTTP.send(tooLong, HttpResponse.BodyHandlers.ofString()).statusCode()).isIn(413, 502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nshort0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\nshort"})
    void aBodyThatIsNotWholeIsNeverTakenForOne(String rest) throws Exception {
        String path = new Lie("HTTP/1.1 200 OK\r\n" + rest, "", 0).path();
        String answer = raw("GET /preview/" + box + "/8001/" + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + owner.key() + "\r\n\r\n");
        assertThat(answer).contains("short").doesNotContain("\r\n0\r\n\r\n");
        assertThat(ask(url(box, 8000), "x-daytona-preview-token", token).statusCode()).isEqualTo(200);
    }
}
