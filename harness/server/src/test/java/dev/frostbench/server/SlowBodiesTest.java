package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.toolbox.WebSocketRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads, downloads and WebSockets that stop in the middle: they hold up neither their own sandbox nor others.
@Tag("sandbox")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowBodiesTest {

    private static final int PIECE = 2 << 20;
    private static RunningServer server;
    private static Client caller;
    private static Client other;

    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.bounded(20, 100_000);
        caller = server.client("acme");
        other = server.client("calm");
        other.create(Map.of("name", "calm"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void theServerIsWell() throws Exception {
        for (Socket each : open) each.close();
        assertThat(other.run("calm", "echo well")).isEqualTo("well");
        assertThat(caller.names("/api/sandbox")).isEmpty();
        assertThat(server.log).isEmpty();
    }

    private Socket connect(String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.server.port());
        open.add(socket);
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write((head + "Host: a\r\nAuthorization: Bearer " + caller.key() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /// The beginning of an upload of 10 MiB.
    private Socket upload(String path) throws IOException {
        Socket socket = connect("POST /toolbox/slow/files/bulk-upload HTTP/1.1\r\nContent-Length: " + (10 << 20)
                + "\r\nContent-Type: multipart/form-data; boundary=edge\r\n");
        socket.getOutputStream()
                .write(("--edge\r\nContent-Disposition: form-data; name=\"files[0].path\"\r\n\r\n" + path
                        + "\r\n--edge\r\nContent-Disposition: form-data; name=\"files[0].file\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(new byte[PIECE]);
        return socket;
    }

    private void await(String condition) throws Exception {
        caller.run("slow", "until " + condition + "; do sleep 0.1; done");
    }

    /// What the owner of a sandbox may do at any time.
    private void goesOn() throws Exception {
        assertThat(caller.run("slow", "echo here")).isEqualTo("here");
        caller.post("/api/sandbox/slow/snapshot", Map.of("name", "meanwhile")).is(200);
        caller.delete("/api/snapshots/meanwhile").is(204);
        assertThat(other.run("calm", "echo here")).isEqualTo("here");
        caller.delete("/api/sandbox/slow").is(200);
    }

    @Test
    void slowUploadsHoldNothingUp() throws Exception {
        caller.create(Map.of("name", "slow"));
        for (int i = 0; i < 20; i++) upload("/tmp/up" + i);
        await("test -s /tmp/up19");
        goesOn();
    }

    @Test
    void slowDownloadsHoldNothingUp() throws Exception {
        caller.create(Map.of("name", "slow"));
        caller.run("slow", "truncate -s 256M /tmp/down");
        for (int i = 0; i < 20; i++) {
            Socket socket = connect("GET /toolbox/slow/files/download?path=/tmp/down HTTP/1.1\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(200), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
        }
        goesOn();
    }

    /// Frames that no client sends: of an unknown kind, without a mask, of 2^63 bytes, a long ping, and others.
    @ParameterizedTest
    @ValueSource(strings = {"8f8000000000", "820568656c6c6f", "82ffffffffffffffffff00000000", "89fe00c800000000",
            "808000000000", "ffffffffffffffff", "00", "81fe"})
    void framesThatAreNoneEndTheirSocketOnly(String frame) throws Exception {
        caller.create(Map.of("name", "slow"));
        caller.post("/toolbox/slow/process/pty", Map.of("id", "desk")).is(201);
        for (String path : List.of("/toolbox/slow/process/pty/desk/connect",
                "/toolbox/slow/process/interpreter/execute",
                "/api/socket.io/?EIO=4&transport=websocket")) {
            Socket socket = new WebSocketRequest(path).open(server.server.port(), "Authorization: Bearer "
                    + caller.key() + "\r\n");
            open.add(socket);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 101");
            socket.getOutputStream().write(HexFormat.of().parseHex(frame));
            socket.shutdownOutput();
        }
        assertThat(caller.get("/toolbox/slow/process/pty/desk").status()).isEqualTo(200);
        goesOn();
    }
}
