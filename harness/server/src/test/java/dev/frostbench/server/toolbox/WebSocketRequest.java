package dev.frostbench.server.toolbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The upgrade to a WebSocket as bytes, for what a well-behaved client cannot ask.
public record WebSocketRequest(String target) {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    /// What comes first: status line and headers, and a short body.
    public String send(int port, String headers) throws IOException {
        try (Socket socket = open(port, headers)) {
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) break;
                answer.append((char) next);
            }
            Matcher length = LENGTH.matcher(answer);
            if (length.find())
                answer.append(new String(in.readNBytes(Integer.parseInt(length.group(1))),
                        StandardCharsets.UTF_8));
            return answer.toString();
        }
    }

    /// A connection on which the upgrade was asked for, and nothing was read yet.
    public Socket open(int port, String headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
