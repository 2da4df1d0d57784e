#!/usr/bin/env bash
# Helidon WebServer 4.5.0: a listener that refuses a WebSocket before its upgrade.
#
# Guess: WsUpgradeException("your ticket has ended"), the exception that onHttpUpgrade declares, reaches the client as a
#        refusal that says why; or the error handler that routing has for it answers, as it does for plain requests.
# Seen:  the client gets 400 with an empty body, whatever the message. The error handler is not asked. An unchecked exception
#        thrown at the same place, here ForbiddenException, is: the handler chooses the status and the body.
#
# What Frostbench does: it refuses sockets by an unchecked exception of its own, so the client of a terminal learns why.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.helidon.webserver</groupId><artifactId>helidon-webserver-websocket</artifactId><version>4.5.0</version></dependency>
  </dependencies>
</project>
XML
cat > "$work/Refusals.java" <<'JAVA'
import io.helidon.http.ForbiddenException;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsUpgradeException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class Refusals {

    static final String WHY = "your ticket has ended";

    static class Refusing implements WsListener {

        final boolean plain;

        Refusing(boolean plain) {
            this.plain = plain;
        }

        @Override
        public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) throws WsUpgradeException {
            if (plain) throw new ForbiddenException(WHY);
            throw new WsUpgradeException(WHY);
        }
    }

    public static void main(String[] args) throws Exception {
        var http = HttpRouting.builder()
                .error(WsUpgradeException.class, (request, response, why) -> response.status(403).send(why.getMessage()))
                .error(ForbiddenException.class, (request, response, why) -> response.status(403).send(why.getMessage()));
        var sockets = WsRouting.builder().endpoint("/upgrade", () -> new Refusing(false))
                .endpoint("/http", () -> new Refusing(true));
        WebServer server = WebServer.builder().host("127.0.0.1").port(0).addRouting(http).addRouting(sockets).build()
                .start();
        for (String path : new String[]{"/upgrade", "/http"}) System.out.println(path + " " + ask(server.port(), path));
        server.stop();
    }

    /// The status and the body of the answer to a handshake.
    static String ask(int port, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var head = new StringBuilder();
            var in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) break;
                head.append((char) next);
            }
            var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return head.substring(9, 12) + " '" + new String(body, StandardCharsets.UTF_8) + "'";
        }
    }
}
JAVA
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory="$work/lib"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java # 21 or later
"$java" -cp "$work/lib/*" "$work/Refusals.java" > "$work/seen" 2> "$work/log" || { cat "$work/log"; exit 1; }
echo "guess: both are 403 'your ticket has ended'; seen:"
cat "$work/seen"
grep -qx "/upgrade 400 ''" "$work/seen"
grep -qx "/http 403 'your ticket has ended'" "$work/seen"
