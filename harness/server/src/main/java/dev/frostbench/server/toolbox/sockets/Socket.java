package dev.frostbench.server.toolbox.sockets;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The sending side of an open WebSocket. Any thread may use it; messages never mix.
///
/// A thread that is interrupted while it writes loses the whole connection, and the client never hears why. So whoever
/// sends is interrupted by [#interrupt] only.
public final class Socket {

    /// How long a client may take for the message that is on its way.
    private static final long PATIENCE_SECONDS = 1;

    private final WsSession session;
    private final ReentrantLock sending = new ReentrantLock();
    private boolean closed;

    public Socket(WsSession session) {
        this.session = session;
    }

    /// Waits while the client does not read.
    ///
    /// @throws InterruptedIOException if the thread was interrupted before
    /// @throws IOException if the client is gone
    public void send(String message) throws IOException {
        sendUnlessInterrupted(() -> session.send(message, true));
    }

    /// Waits while the client does not read.
    ///
    /// @param message not to be changed any more
    /// @throws InterruptedIOException if the thread was interrupted before
    /// @throws IOException if the client is gone
    public void send(byte[] message) throws IOException {
        sendUnlessInterrupted(() -> session.send(BufferData.create(message), true));
    }

    void ping() throws IOException {
        sendUnlessInterrupted(() -> session.ping(BufferData.empty()));
    }

    private void sendUnlessInterrupted(Runnable send) throws IOException {
        sending.lock();
        try {
            if (Thread.interrupted()) throw new InterruptedIOException("interrupted before a message");
            if (closed) throw new IOException("the socket is closed");
            send(send);
        } finally {
            sending.unlock();
        }
    }

    /// Answers a ping; nobody does it for us.
    public void pong(BufferData same) throws IOException {
        sendEvenInterrupted(() -> session.pong(same));
    }

    /// Says goodbye. What is sent later fails.
    public void close(Conversation.Goodbye goodbye) throws IOException {
        sendEvenInterrupted(() -> {
            session.close(goodbye.code(), goodbye.reason());
            closed = true;
        });
    }

    private void sendEvenInterrupted(Runnable send) throws IOException {
        sending.lock();
        boolean interrupted = Thread.interrupted();
        try {
            if (!closed) send(send);
        } finally {
            sending.unlock();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void send(Runnable send) throws IOException {
        try {
            send.run();
        } catch (RuntimeException gone) {
            closed = true;
            throw new IOException("the client is gone", gone);
        }
    }

    /// Interrupts a thread that may be sending. A message that is on its way is sent to its end, unless the client does
    /// not read.
    void interrupt(Thread sender) {
        boolean isQuiet = false;
        try {
            isQuiet = sending.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        if (isQuiet) sending.unlock();
    }
}
