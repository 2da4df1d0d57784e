package dev.frostbench.server.toolbox.sockets;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// One WebSocket as the web server knows it: it puts messages together, answers pings, and ends the conversation with
/// the connection.
///
/// The web server does not tell every end of a connection; but each has a thread, which ends with it. It takes a
/// connection that is silent for dead. So a ping goes out now and then, whose answer is a sign of life.
///
/// The caller's key may be revoked meanwhile: then nothing that comes in is taken, and the socket is closed within
/// seconds.
public final class Listener implements WsListener {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int LOOKS_FOR_A_PING = 5;
    private static final int LONGEST_MESSAGE = 4 << 20;

    private final Conversation conversation;
    private final OpenSockets all;
    private final BooleanSupplier isAllowed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Socket socket;
    private Thread speaker;
    private Thread pinger;
    /// What is said if the conversation is interrupted.
    private volatile Conversation.Goodbye interrupted = Conversation.Goodbye.SANDBOX_ENDS;

    /// @param all of the sandbox; it is one of them while it is open
    /// @param isAllowed whether the caller's key is still one
    public Listener(Conversation conversation, OpenSockets all, BooleanSupplier isAllowed) {
        this.conversation = conversation;
        this.all = all;
        this.isAllowed = isAllowed;
    }

    @Override
    public void onOpen(WsSession session) {
        synchronized (this) {
            socket = new Socket(session);
            speaker = Thread.ofVirtual().name("speaks over a socket").start(() -> speak(socket));
            Thread connection = Thread.currentThread();
            pinger = Thread.ofVirtual().name("pings over a socket").start(() -> ping(socket, connection));
        }
        if (!all.opened(this)) sandboxEnds();
    }

    private void speak(Socket to) {
        try {
            Conversation.Goodbye goodbye = conversation.speak(to);
            say(to, ended.get() ? interrupted : goodbye);
        } catch (InterruptedException | InterruptedIOException stopped) {
            say(to, interrupted);
        } catch (IOException | RuntimeException broken) {
            say(to, Conversation.Goodbye.broken(String.valueOf(broken.getMessage())));
        } finally {
            end();
        }
    }

    private static void say(Socket to, Conversation.Goodbye goodbye) {
        try {
            to.close(goodbye);
        } catch (IOException gone) {
            // nobody hears it
        }
    }

    private void ping(Socket to, Thread connection) {
        try {
            for (int looks = 1; !connection.join(BETWEEN_LOOKS); looks++) {
                if (isRevoked()) return;
                if (looks % LOOKS_FOR_A_PING == 0) to.ping();
            }
            end();
        } catch (IOException gone) {
            end();
        } catch (InterruptedException stopped) {
            // there is no more need
        }
    }

    @Override
    public void onMessage(WsSession session, String part, boolean last) {
        if (isRevoked() || tooLong(text.length() + part.length())) return;
        text.append(part);
        if (!last) return;
        String whole = text.toString();
        text.setLength(0);
        conversation.text(whole);
    }

    @Override
    public void onMessage(WsSession session, BufferData part, boolean last) {
        if (isRevoked() || tooLong(bytes.size() + part.available())) return;
        bytes.writeBytes(part.readBytes());
        if (!last) return;
        byte[] whole = bytes.toByteArray();
        bytes.reset();
        conversation.binary(whole);
    }

    private boolean isRevoked() {
        if (isAllowed.getAsBoolean()) return false;
        leave(Conversation.Goodbye.REVOKED);
        return true;
    }

    private boolean tooLong(int length) {
        if (length <= LONGEST_MESSAGE) return false;
        say(socket, Conversation.Goodbye.TOO_LONG);
        end();
        return true;
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
        interrupted = Conversation.Goodbye.NORMAL;
        end();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        end();
    }

    void sandboxEnds() {
        leave(Conversation.Goodbye.SANDBOX_ENDS);
    }

    private void leave(Conversation.Goodbye goodbye) {
        Socket open;
        interrupted = goodbye;
        synchronized (this) {
            open = socket;
        }
        end();
        if (open != null) Thread.ofVirtual().start(() -> say(open, goodbye));
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) return;
        all.ended(this);
        Thread speaks;
        Thread pings;
        synchronized (this) {
            speaks = speaker;
            pings = pinger;
        }
        if (speaks != null && speaks != Thread.currentThread()) socket.interrupt(speaks);
        if (pings != null && pings != Thread.currentThread()) socket.interrupt(pings);
        conversation.ended();
    }
}
