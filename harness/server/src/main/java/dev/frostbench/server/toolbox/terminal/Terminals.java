package dev.frostbench.server.toolbox.terminal;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.Terminal;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.toolbox.inside.Inside;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The terminals of one sandbox, by the names that its callers gave them. One whose command has ended is gone.
public final class Terminals implements AutoCloseable {

    private static final int MOST = 64;
    private static final int LARGEST = 1000;
    private static final int LONGEST_NAME = 200;
    /// Nobody reads what is kept: followers get all.
    private static final long KEPT = 4096;

    private final Inside inside;
    private final Duration patience;
    private final Map<String, OpenTerminal> open = new HashMap<>();
    /// Names of those that are being opened.
    private final Set<String> coming = new HashSet<>();
    private boolean closed;

    public Terminals(Inside inside) {
        this(inside, Duration.ofSeconds(10));
    }

    /// @param patience how long a terminal waits for a viewer that takes nothing
    public Terminals(Inside inside, Duration patience) {
        this.inside = inside;
        this.patience = patience;
    }

    /// What a new one is to be.
    public record Wanted(String id, Terminal.Size size, Optional<String> workdir, Map<String, String> environment) {

        public Wanted {
            environment = Map.copyOf(environment);
            if (id.isBlank() || id.length() > LONGEST_NAME)
                throw Refusals.badRequest("the id of a terminal has from 1 to 200 characters");
        }
    }

    /// @throws ApiFailure 400 if there are too few or too many
    public static Terminal.Size size(int columns, int rows) {
        if (columns < 1 || rows < 1 || columns > LARGEST || rows > LARGEST)
            throw Refusals.badRequest("a terminal has from 1 to 1000 'cols' and 'rows', got " + columns + " and "
                    + rows);
        return new Terminal.Size(columns, rows);
    }

    /// Starts a shell on a new terminal.
    ///
    /// @throws ApiFailure 409 if the name is taken, 429 if there are too many
    public OpenTerminal open(Wanted wanted) throws IOException, InterruptedException {
        reserve(wanted.id());
        try {
            String workdir = wanted.workdir().isPresent() ? inside.path(wanted.workdir().get()) : inside.workdir();
            requireFolder(workdir);
            Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm-256color"));
            environment.putAll(wanted.environment());
            Command shell = inside.command(List.of(inside.shell(), "-i"), environment).workdir(workdir)
                    .output(new Command.Output.Memory(KEPT, true));
            var terminal = new OpenTerminal(new OpenTerminal.Described(wanted.id(), workdir, wanted.environment(),
                    Instant.now()), inside.sandbox().openTerminal(shell, wanted.size()), wanted.size(), patience);
            opened(terminal);
            return terminal;
        } finally {
            synchronized (this) {
                coming.remove(wanted.id());
            }
        }
    }

    private synchronized void reserve(String id) {
        if (closed) throw ApiFailure.inside(409, "CONFLICT", "the sandbox is being stopped");
        if (open.containsKey(id) || coming.contains(id))
            throw ApiFailure.inside(409, "CONFLICT", "there is a terminal '" + id + "' already");
        if (open.size() + coming.size() >= MOST)
            throw ApiFailure.inside(429, "TOO_MANY_REQUESTS", "the sandbox has " + MOST
                    + " terminals already; kill one first");
        coming.add(id);
    }

    private void requireFolder(String path) throws IOException {
        try {
            FileEntry.Type type = inside.files().stat(path).type();
            if (type == FileEntry.Type.DIRECTORY || type == FileEntry.Type.SYMLINK) return;
        } catch (NoSuchFileException absent) {
            // answered below
        }
        throw Refusals.invalidPath("'cwd' is no folder in the sandbox: " + path);
    }

    private void opened(OpenTerminal terminal) throws IOException {
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) open.put(terminal.described().id(), terminal);
        }
        terminal.follow(() -> ended(terminal));
        if (late) terminal.kill();
    }

    private synchronized void ended(OpenTerminal terminal) {
        open.remove(terminal.described().id(), terminal);
    }

    /// @throws ApiFailure 404 if there is none
    public synchronized OpenTerminal get(String id) {
        OpenTerminal terminal = open.get(id);
        if (terminal == null) throw Refusals.notFound("the sandbox has no terminal '" + id + "' that runs");
        return terminal;
    }

    /// The oldest first.
    public synchronized List<OpenTerminal> list() {
        return open.values().stream().sorted(Comparator.comparing(each -> each.described().created())).toList();
    }

    /// Ends its processes; its name is free again.
    ///
    /// @throws ApiFailure 404 if there is none
    public void kill(String id) throws IOException {
        OpenTerminal terminal = get(id);
        ended(terminal);
        terminal.kill();
    }

    /// The commands end with the sandbox.
    @Override
    public synchronized void close() {
        closed = true;
    }
}
