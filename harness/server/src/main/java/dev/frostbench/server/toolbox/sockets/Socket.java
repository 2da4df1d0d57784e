package dev.frostbench.server.toolbox.sockets;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.io.IOException;

/// The sending side of an open WebSocket. Any thread may use it; messages never mix.
public final class Socket {

    private final WsSession session;
    private boolean closed;

    public Socket(WsSession session) {
        this.session = session;
    }

    /// Waits while the client does not read.
    ///
    /// @throws IOException if the client is gone
    public synchronized void send(String message) throws IOException {
        send(() -> session.send(message, true));
    }

    /// Waits while the client does not read.
    ///
    /// @param message not to be changed any more
    /// @throws IOException if the client is gone
    public synchronized void send(byte[] message) throws IOException {
        send(() -> session.send(BufferData.create(message), true));
    }

    synchronized void ping() throws IOException {
        send(() -> session.ping(BufferData.empty()));
    }

    /// Answers a ping; nobody does it for us.
    public synchronized void pong(BufferData same) throws IOException {
        if (!closed) send(() -> session.pong(same));
    }

    /// Says goodbye. What is sent later fails.
    public synchronized void close(Conversation.Goodbye goodbye) throws IOException {
        if (closed) return;
        send(() -> session.close(goodbye.code(), goodbye.reason()));
        closed = true;
    }

    private void send(Runnable send) throws IOException {
        if (closed) throw new IOException("the socket is closed");
        try {
            send.run();
        } catch (RuntimeException gone) {
            closed = true;
            throw new IOException("the client is gone", gone);
        }
    }
}
