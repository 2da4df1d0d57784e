package dev.frostbench.server.toolbox.terminal;

import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A running terminal, and those who see it.
///
/// The first viewer gets what was on the screen before he came, up to a bound; later ones get what comes.
public final class OpenTerminal {

    private static final int MOST_BEFORE = 256 << 10;

    private final Described described;
    private final Terminal terminal;
    private final Duration patience;
    private final List<Viewer> viewers = new ArrayList<>();
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private boolean seen;
    private volatile Terminal.Size size;
    /// What a viewer is told at the end; null while the command runs.
    private Consumer<Viewer> last;

    /// What it was opened with.
    public record Described(String id, String workdir, Map<String, String> environment, Instant created) {}

    /// @param patience how long it waits for a viewer that takes nothing
    OpenTerminal(Described described, Terminal terminal, Terminal.Size size, Duration patience) {
        this.described = described;
        this.terminal = terminal;
        this.size = size;
        this.patience = patience;
    }

    public Described described() {
        return described;
    }

    public Terminal.Size size() {
        return size;
    }

    /// @param ended called when the command has ended, before viewers know
    void follow(Runnable ended) {
        Thread.ofVirtual().name("terminal " + described.id()).start(() -> {
            try {
                terminal.follow((_, piece) -> show(piece));
                Outcome outcome = terminal.await();
                end(viewer -> viewer.exited(outcome.end().shellCode()), ended);
            } catch (IOException broken) {
                end(viewer -> viewer.broken(broken), ended);
            } catch (InterruptedException impossible) {
                throw new AssertionError("nobody interrupts a terminal", impossible);
            }
        });
    }

    private void end(Consumer<Viewer> word, Runnable ended) {
        ended.run();
        synchronized (this) {
            last = word;
            viewers.forEach(word);
        }
    }

    private void show(byte[] piece) {
        List<Viewer> now;
        synchronized (this) {
            if (!seen) before.write(piece, 0, Math.min(piece.length, MOST_BEFORE - before.size()));
            now = List.copyOf(viewers);
        }
        try {
            for (Viewer viewer : now) viewer.show(piece);
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody interrupts a terminal", impossible);
        }
    }

    /// @param tellsExit whether the viewer gets a message at the end of the command
    public synchronized Viewer join(boolean tellsExit) {
        Viewer viewer = new Viewer(this, tellsExit, patience);
        if (!seen && before.size() > 0) viewer.begin(before.toByteArray());
        seen = true;
        before.reset();
        viewers.add(viewer);
        if (last != null) last.accept(viewer);
        return viewer;
    }

    synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    void type(byte[] keys) throws IOException {
        terminal.input().write(keys);
    }

    public void resize(Terminal.Size wanted) throws IOException {
        terminal.resize(wanted);
        size = wanted;
    }

    public void kill() throws IOException {
        terminal.kill();
    }
}
