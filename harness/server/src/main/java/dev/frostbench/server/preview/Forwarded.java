package dev.frostbench.server.preview;

import dev.frostbench.server.http.ApiFailure;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// One request, sent to a server in a sandbox by HTTP/1.1, and its answer, sent back.
///
/// @param prefix of the addresses by which the browser reaches that server
record Forwarded(SocketChannel channel, int port, String prefix) {

    private static final int CHUNK = 16 << 10;
    /// About one connection.
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "content-length");
    /// About this server, or for whoever else is at its host: a browser keeps cookies by host.
    private static final Set<String> NOT_SENT_ON = Set.of("host", "expect", "authorization", "cookie",
            "x-daytona-preview-token");
    /// By which a browser would take a page's word for the whole host.
    private static final Set<String> NOT_SENT_BACK = Set.of("content-security-policy", "location", "set-cookie",
            "clear-site-data", "strict-transport-security", "alt-svc", "nel", "report-to", "reporting-endpoints");
    private static final String SANDBOXED = "sandbox allow-scripts allow-forms allow-popups allow-downloads";

    void exchange(ServerRequest request, ServerResponse response) throws IOException {
        OutputStream out = Channels.newOutputStream(channel);
        send(request, out);
        var answer = new Answer(Channels.newInputStream(channel));
        AnswerHead head = answer.head();
        while (head.status() / 100 == 1) head = answer.head();
        response.status(head.status());
        for (AnswerHead.Field field : head.fields())
            if (goes(field.name(), NOT_SENT_BACK))
                response.headers().add(HeaderNames.create(field.name()), field.value());
        head.first("location").ifPresent(to -> response.header("Location",
                to.startsWith("/") && !to.startsWith("//") ? prefix + to : to));
        response.header("Content-Security-Policy", SANDBOXED);
        boolean bodiless = head.status() == 204 || head.status() == 304
                || request.prologue().method().text().equals("HEAD");
        if (bodiless) {
            response.send();
            return;
        }
        try (InputStream body = answer.body(head)) {
            sendBack(body, response);
        }
    }

    private static boolean goes(String header, Set<String> notThese) {
        String name = header.toLowerCase(Locale.ROOT);
        return !OF_CONNECTION.contains(name) && !notThese.contains(name);
    }

    private void send(ServerRequest request, OutputStream out) throws IOException {
        var head = new StringBuilder(request.prologue().method().text()).append(' ').append(target(request))
                .append(" HTTP/1.1\r\nHost: localhost:").append(port).append("\r\nConnection: close\r\n");
        for (Header header : request.headers()) {
            if (!goes(header.name(), NOT_SENT_ON)) continue;
            for (String value : header.allValues()) {
                if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0)
                    throw ApiFailure.badRequest("header " + header.name() + " has a line break");
                head.append(header.name()).append(": ").append(value).append("\r\n");
            }
        }
        boolean hasBody = request.content().hasEntity();
        if (hasBody) head.append("Transfer-Encoding: chunked\r\n");
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (hasBody) sendBody(request, out);
        out.flush();
    }

    private String target(ServerRequest request) {
        String whole = request.prologue().uriPath().rawPath();
        int at = 0;
        for (int slashes = 0; slashes < 3; slashes++) {
            at = whole.indexOf('/', at + 1);
            if (at < 0) break;
        }
        String path = at < 0 ? "/" : whole.substring(at);
        String query = request.prologue().query().rawValue();
        if (query == null) return path;
        String rest = Arrays.stream(query.split("&")).filter(each -> !each.startsWith(PreviewRoutes.PARAMETER + "="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? path : path + "?" + rest;
    }

    private static void sendBody(ServerRequest request, OutputStream out) throws IOException {
        byte[] piece = new byte[CHUNK];
        try (InputStream in = request.content().inputStream()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (count == 0) continue;
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(piece, 0, count);
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends every piece as it comes, because some servers send events. The first is read before anything is sent, so
    /// that a failure can still be told.
    private static void sendBack(InputStream body, ServerResponse response) throws IOException {
        byte[] piece = new byte[CHUNK];
        int count = body.read(piece);
        OutputStream back = response.outputStream();
        while (count >= 0) {
            back.write(piece, 0, count);
            back.flush();
            count = next(body, piece);
        }
        back.close();
    }

    /// What is cut must not look whole: the client's connection ends with that of the sandbox's server.
    private static int next(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException | ApiFailure broken) {
            throw new CloseConnectionException("the server in the sandbox ended in the middle of its answer", broken);
        }
    }
}
