package dev.frostbench.server.toolbox.terminal;

import dev.frostbench.server.http.Json;
import dev.frostbench.server.toolbox.sockets.Conversation;
import dev.frostbench.server.toolbox.sockets.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import tools.jackson.databind.node.ObjectNode;

/// One caller who sees a terminal and types into it.
///
/// What he has not read yet is kept up to a bound. Beyond it the terminal waits for him, and gives him up if he takes
/// nothing for long.
public final class Viewer implements Conversation {

    private static final int MOST_WAITING = 1 << 20;
    /// The SDK for TypeScript breaks at frames of some 100 KB.
    private static final int LARGEST_FRAME = 16 << 10;
    private static final Goodbye TOO_SLOW = new Goodbye(1008, "the screen was not read for too long");

    private final OpenTerminal terminal;
    private final boolean tellsExit;
    private final Duration patience;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private long taken;
    private boolean ended;
    private boolean gone;
    private int exitCode;
    private IOException failure;
    private Goodbye instead;
    private Thread typing;

    /// @param tellsExit whether the end of the command is a message, too
    /// @param patience how long the terminal waits for a viewer that takes nothing
    Viewer(OpenTerminal terminal, boolean tellsExit, Duration patience) {
        this.terminal = terminal;
        this.tellsExit = tellsExit;
        this.patience = patience;
    }

    /// What was on the screen before he came.
    synchronized void begin(byte[] screen) {
        waiting.add(screen);
        bytes += screen.length;
    }

    /// More of the screen. It waits while too much is before the viewer.
    synchronized void show(byte[] piece) throws InterruptedException {
        long before = taken;
        long until = System.nanoTime() + patience.toNanos();
        while (bytes > MOST_WAITING && !gone) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left > 0) wait(left);
            if (taken != before) {
                before = taken;
                until = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() >= until) giveUp();
        }
        if (gone) return;
        waiting.add(piece);
        bytes += piece.length;
        notifyAll();
    }

    private void giveUp() {
        gone = true;
        instead = TOO_SLOW;
        waiting.clear();
        bytes = 0;
        notifyAll();
    }

    synchronized void exited(int code) {
        exitCode = code;
        ended = true;
        notifyAll();
    }

    synchronized void broken(IOException why) {
        failure = why;
        ended = true;
        notifyAll();
    }

    @Override
    public Goodbye speak(Socket socket) throws IOException, InterruptedException {
        socket.send(control("connected").toString());
        for (byte[] next = next(); next != null; next = next())
            for (int from = 0; from < next.length; from += LARGEST_FRAME)
                socket.send(Arrays.copyOfRange(next, from, Math.min(next.length, from + LARGEST_FRAME)));
        return goodbye(socket);
    }

    private static ObjectNode control(String status) {
        return Json.object().put("type", "control").put("status", status);
    }

    private synchronized Goodbye goodbye(Socket socket) throws IOException {
        if (instead != null) return instead;
        if (failure != null) throw failure;
        if (tellsExit) socket.send(control("exited").put("exitCode", exitCode).toString());
        return new Goodbye(1000, Json.object().put("exitCode", exitCode).toString());
    }

    /// Null at the end.
    private synchronized byte[] next() throws InterruptedException {
        while (waiting.isEmpty() && !ended && !gone) wait();
        byte[] next = waiting.poll();
        if (next == null) return null;
        bytes -= next.length;
        taken++;
        notifyAll();
        return next;
    }

    @Override
    public void text(String message) {
        binary(message.getBytes(StandardCharsets.UTF_8));
    }

    /// Waits while the command reads nothing.
    @Override
    public void binary(byte[] message) {
        synchronized (this) {
            if (gone || ended) return;
            typing = Thread.currentThread();
        }
        try {
            terminal.type(message);
        } catch (IOException nobodyReads) {
            // the viewer is told that the command has ended, or is gone himself
        } finally {
            synchronized (this) {
                typing = null;
                if (gone) Thread.interrupted();
            }
        }
    }

    @Override
    public void ended() {
        synchronized (this) {
            gone = true;
            notifyAll();
            if (typing != null) typing.interrupt();
        }
        terminal.leave(this);
    }
}
