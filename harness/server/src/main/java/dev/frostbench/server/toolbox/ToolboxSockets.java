package dev.frostbench.server.toolbox;

import dev.frostbench.server.toolbox.sockets.Listener;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The calls inside a sandbox that are WebSockets, below `/toolbox/{sandbox}`.
public final class ToolboxSockets {

    private static final Map<String, SocketCall> CALLS = Map.of(
            "/process/interpreter/execute", InterpreterRoutes::execute,
            "/process/session/entrypoint/logs", SessionRoutes::followEntrypoint,
            "/process/session/{session}/command/{command}/logs", SessionRoutes::follow,
            "/process/pty/create-connect", TerminalRoutes::createAndConnect,
            "/process/pty/{id}/connect", TerminalRoutes::connect);

    private final SocketTarget target;
    private final String prefix;

    /// @param prefix before the path of each call, with a segment `{sandbox}`, e.g. `/toolbox/{sandbox}`
    public ToolboxSockets(SocketTarget target, String prefix) {
        this.target = target;
        this.prefix = prefix;
    }

    /// The path of each, below the prefix.
    public static Set<String> paths() {
        return CALLS.keySet();
    }

    /// Adds each of them to a server's routing.
    public void addTo(WsRouting.Builder routing) {
        CALLS.forEach((path, call) -> add(routing, path, call));
    }

    void add(WsRouting.Builder routing, String path, SocketCall call) {
        PathMatcher pattern = PathMatchers.create(prefix + path);
        routing.endpoint(prefix + path, () -> new Endpoint(pattern, call));
    }

    /// One upgrade, and what it became.
    private final class Endpoint implements WsListener {

        private final PathMatcher pattern;
        private final SocketCall call;
        private Listener listener;

        Endpoint(PathMatcher pattern, SocketCall call) {
            this.pattern = pattern;
            this.call = call;
        }

        /// What is thrown here goes to the error handlers of the plain routes; so a refusal is answered as theirs are.
        @Override
        public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
            var path = pattern.match(prologue.uriPath()).path().pathParameters();
            Toolbox toolbox = target.of(path.get("sandbox"), headers);
            toolbox.sockets().requireRoom();
            SocketCall.Accepted accepted = call.accept(toolbox,
                    new SocketCall.Upgrade(path, prologue.query(), headers));
            listener = new Listener(accepted.conversation(), toolbox.sockets(), () -> target.isAllowed(headers));
            return accepted.protocol().map(Endpoint::speaking);
        }

        private static Headers speaking(String protocol) {
            return WritableHeaders.create().set(HeaderNames.create("Sec-WebSocket-Protocol"), protocol);
        }

        @Override
        public void onOpen(WsSession session) {
            listener.onOpen(session);
        }

        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            listener.onMessage(session, text, last);
        }

        @Override
        public void onMessage(WsSession session, BufferData bytes, boolean last) {
            listener.onMessage(session, bytes, last);
        }

        @Override
        public void onPing(WsSession session, BufferData content) {
            listener.onPing(session, content);
        }

        @Override
        public void onClose(WsSession session, int status, String reason) {
            listener.onClose(session, status, reason);
        }

        @Override
        public void onError(WsSession session, Throwable failure) {
            listener.onError(session, failure);
        }
    }
}
