package dev.frostbench.server.events;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.toolbox.sockets.Conversation;
import dev.frostbench.server.toolbox.sockets.Socket;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;

/// One client that listens over socket.io (Engine.IO 4, WebSocket only). Each frame is one text:
///
/// | frame | from | meaning |
/// | --- | --- | --- |
/// | `0{…}` | server | open |
/// | `40{"token":KEY}` | client | connect with this key |
/// | `40{"sid":…}`, `44{"message":…}` | server | connected, or refused |
/// | `42["EVENT",{…}]` | server | an event |
/// | `2`, `3` | server, client | ping, pong |
/// | `41`, `1` | client | the end |
///
/// A thread of its own sends, so nobody waits for a slow client. One that does not read loses its connection, and so do
/// one that names no key and one whose key was revoked.
public final class EventSocket implements WsListener {

    private static final int PING_MILLIS = 25_000;
    private static final int PONG_MILLIS = 20_000;
    private static final int MOST_WAITING = 1024;
    private static final String END = "";
    private static final String EVENT = "42";

    private final Callers callers;
    private final Events events;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile Socket socket;
    private volatile Events.Listener listener;
    private volatile String key;
    private volatile boolean ended;
    private volatile long heard = System.nanoTime();

    public EventSocket(Callers callers, Events events) {
        this.callers = callers;
        this.events = events;
    }

    @Override
    public void onOpen(WsSession session) {
        socket = new Socket(session);
        send("0" + Json.object().put("sid", UUID.randomUUID().toString())
                .put("pingInterval", PING_MILLIS).put("pingTimeout", PONG_MILLIS).put("maxPayload", 1_000_000)
                .set("upgrades", JsonNodeFactory.instance.arrayNode()));
        Thread.ofVirtual().name("events").start(this::deliver);
    }

    @Override
    public void onMessage(WsSession session, String frame, boolean last) {
        heard = System.nanoTime();
        if (frame.startsWith("40")) connect(frame.substring(2));
        else if (frame.equals("41") || frame.equals("1")) end();
    }

    private void connect(String content) {
        Optional<Caller> caller;
        try {
            String token = new Fields(Json.object(content.getBytes(StandardCharsets.UTF_8))).requiredText("token");
            caller = callers.ofKey(token);
            key = token;
        } catch (ApiFailure noKey) {
            caller = Optional.empty();
        }
        if (caller.isEmpty()) {
            send("44" + Json.object().put("message", "Unauthorized"));
            end();
        } else if (listener == null) {
            listen(caller.get().organisation());
        }
    }

    private void listen(String organisation) {
        listener = new OfOrganisation(organisation);
        if (events.add(listener)) {
            send("40" + Json.object().put("sid", UUID.randomUUID().toString()));
        } else {
            send("44" + Json.object().put("message", "too many clients of your organisation listen"));
            end();
        }
    }

    private boolean isValid() {
        return listener != null && callers.ofKey(key).isPresent();
    }

    private final class OfOrganisation implements Events.Listener {

        private final String organisation;

        OfOrganisation(String organisation) {
            this.organisation = organisation;
        }

        @Override
        public String organisation() {
            return organisation;
        }

        @Override
        public void heard(String event) {
            if (!waiting.offer(EVENT + event)) stop();
        }
    }

    private void send(String frame) {
        if (!waiting.offer(frame)) end();
    }

    private void deliver() {
        try {
            while (!ended) {
                String frame = waiting.poll(PING_MILLIS, TimeUnit.MILLISECONDS);
                if (frame == null && System.nanoTime() - heard > (PING_MILLIS + PONG_MILLIS) * 2_000_000L) break;
                if (frame != null && frame.equals(END)) break;
                if ((frame == null || frame.startsWith(EVENT)) && !isValid()) break;
                socket.send(frame == null ? "2" : frame);
            }
            socket.close(new Conversation.Goodbye(1000, "end"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // the client is gone, which is what a socket's end looks like
        } finally {
            stop();
        }
    }

    private void end() {
        if (!waiting.offer(END)) stop();
    }

    private void stop() {
        ended = true;
        Events.Listener was = listener;
        if (was != null) events.remove(was);
    }

    @Override
    public void onPing(WsSession session, BufferData content) {
        try {
            socket.pong(content);
        } catch (IOException gone) {
            end();
        }
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        end();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        end();
    }
}
