package dev.frostbench.server.snapshots;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// What a build printed, as long as the server lives: the last megabyte of it. Readers may follow it to its end.
public final class BuildLog {

    private static final int MOST = 1 << 20;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private long first;
    private long end;
    private boolean ended;

    /// Adds to the log.
    public synchronized void add(byte[] piece) {
        if (piece.length == 0) return;
        pieces.addLast(piece.clone());
        end += piece.length;
        while (end - first > MOST && pieces.size() > 1) first += pieces.removeFirst().length;
        notifyAll();
    }

    public void add(String line) {
        add((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Sends it.
    ///
    /// @param follows whether to wait for the end of the build
    public void send(OutputStream out, boolean follows) throws IOException, InterruptedException {
        long from = 0;
        while (true) {
            byte[] next;
            synchronized (this) {
                while (follows && !ended && from >= end) wait();
                if (from >= end) return;
                long at = first;
                next = new byte[0];
                from = Math.max(from, first);
                for (byte[] piece : pieces) {
                    if (at >= from) {
                        next = piece;
                        break;
                    }
                    at += piece.length;
                }
                from = at + next.length;
            }
            out.write(next);
            out.flush();
        }
    }
}
