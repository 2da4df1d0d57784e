package dev.frostbench.server.toolbox.sockets;

import dev.frostbench.server.http.ApiFailure;
import java.util.HashSet;
import java.util.Set;

/// The open WebSockets of one sandbox. They are closed with it.
public final class OpenSockets implements AutoCloseable {

    private static final int MOST = 200;

    private final Set<Listener> open = new HashSet<>();
    private boolean closed;

    /// @throws ApiFailure 429 if there are too many for one more, 409 if the sandbox ends
    public synchronized void requireRoom() {
        if (closed) throw ApiFailure.inside(409, "CONFLICT", "the sandbox is being stopped");
        if (open.size() >= MOST)
            throw ApiFailure.inside(429, "TOO_MANY_REQUESTS", "the sandbox has " + MOST + " WebSockets open already");
    }

    /// False if the sandbox has ended.
    synchronized boolean opened(Listener listener) {
        return !closed && open.add(listener);
    }

    synchronized void ended(Listener listener) {
        open.remove(listener);
    }

    @Override
    public void close() {
        Set<Listener> left;
        synchronized (this) {
            closed = true;
            left = Set.copyOf(open);
        }
        left.forEach(Listener::sandboxEnds);
    }
}
