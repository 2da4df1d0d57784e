package dev.frostbench.server.toolbox.session;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The sessions of one sandbox, by the names that callers gave them.
public final class Sessions implements AutoCloseable {

    /// The name under which the SDKs ask for what the sandbox itself began with. Here, that is nothing.
    public static final String ENTRYPOINT = "entrypoint";

    private static final int MOST = 64;
    private static final int LONGEST_NAME = 256;

    private final Inside inside;
    private final LogPages logs = new LogPages();
    /// Empty while the session begins.
    private final Map<String, Optional<Session>> all = new TreeMap<>();
    private boolean closed;

    public Sessions(Inside inside) {
        this.inside = inside;
    }

    /// @throws ApiFailure 400 for a bad name, 409 if it is taken, 429 if there are too many
    public Session create(String id) throws IOException, InterruptedException {
        requireName(id);
        reserve(id);
        Session session = null;
        try {
            session = Session.begin(id, inside, logs);
            return session;
        } finally {
            settle(id, session);
        }
    }

    /// The SDK for TypeScript writes the name into a URL as it is.
    private static void requireName(String id) {
        if (id.isBlank() || id.length() > LONGEST_NAME || id.equals(".") || id.equals("..")
                || id.chars().anyMatch(letter -> letter < ' ' || "/\\?#%;".indexOf(letter) >= 0))
            throw Refusals.badRequest("'sessionId' must have 1 to 256 characters, none of them one of / \\ ? # % ;"
                    + " or a control character");
    }

    private synchronized void reserve(String id) {
        if (closed) throw ApiFailure.inside(409, "CONFLICT", "the sandbox is being stopped");
        if (id.equals(ENTRYPOINT) || all.containsKey(id))
            throw ApiFailure.inside(409, "CONFLICT", "there is a session '" + id + "' already");
        if (all.size() >= MOST)
            throw ApiFailure.inside(429, "TOO_MANY_REQUESTS", "the sandbox has " + MOST
                    + " sessions already; delete some");
        all.put(id, Optional.empty());
    }

    private void settle(String id, Session begun) throws IOException {
        synchronized (this) {
            if (begun == null) all.remove(id);
            else if (!closed) all.put(id, Optional.of(begun));
            if (begun == null || !closed) return;
        }
        begun.kill();
    }

    public synchronized List<Session> list() {
        return all.values().stream().flatMap(Optional::stream).toList();
    }

    /// @throws ApiFailure 404 if there is none
    public synchronized Session get(String id) {
        return all.getOrDefault(id, Optional.empty())
                .orElseThrow(() -> Refusals.notFound("there is no session '" + id + "'"));
    }

    public SessionCommand command(String session, String command) {
        return get(session).command(command).orElseThrow(() -> Refusals.notFound("session '" + session
                + "' has no command " + command));
    }

    /// Ends its processes.
    public void delete(String id) throws IOException, InterruptedException {
        Session session = get(id);
        session.close();
        synchronized (this) {
            all.remove(id, Optional.of(session));
        }
    }

    @Override
    public void close() throws IOException {
        List<Session> left;
        synchronized (this) {
            closed = true;
            left = list();
            all.clear();
        }
        try (logs) {
            for (Session session : left) session.kill();
        }
    }
}
