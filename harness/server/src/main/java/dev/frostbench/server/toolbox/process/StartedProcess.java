package dev.frostbench.server.toolbox.process;

import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A command that goes on when the call that started it has been answered. What it printed is kept, up to 16 MiB.
public final class StartedProcess {

    private static final long MOST_OUTPUT = 16 << 20;

    private final Processes.Wanted wanted;
    private final Execution execution;
    private final Instant started = Instant.now();
    private final List<Piece> pieces = new ArrayList<>();
    private final CompletableFuture<Outcome> done = new CompletableFuture<>();
    private volatile Optional<Instant> ended = Optional.empty();
    private long kept;

    /// A piece of what it printed.
    public record Piece(Stream stream, byte[] bytes, Instant at) {}

    StartedProcess(Processes.Wanted wanted, Execution execution) {
        this.wanted = wanted;
        this.execution = execution;
        Thread.ofVirtual().name("process " + execution.id()).start(this::follow);
    }

    private void follow() {
        try {
            execution.follow((stream, bytes) -> keep(new Piece(stream, bytes, Instant.now())));
            Outcome outcome = execution.await();
            ended = Optional.of(Instant.now());
            done.complete(outcome);
        } catch (IOException | InterruptedException | RuntimeException broken) {
            ended = Optional.of(Instant.now());
            done.completeExceptionally(broken);
        }
    }

    private synchronized void keep(Piece piece) {
        int room = (int) Math.min(piece.bytes.length, MOST_OUTPUT - kept);
        if (room == 0) return;
        kept += room;
        pieces.add(room == piece.bytes.length ? piece
                : new Piece(piece.stream, Arrays.copyOf(piece.bytes, room), piece.at));
    }

    public String id() {
        return execution.id();
    }

    public Processes.Wanted wanted() {
        return wanted;
    }

    public Instant started() {
        return started;
    }

    public Optional<Instant> ended() {
        return ended;
    }

    /// Waits for its end.
    ///
    /// @param longest 0 for as long as it takes
    /// @return empty if it goes on
    /// @throws IOException if the sandbox broke
    public Optional<Outcome> await(Duration longest) throws IOException, InterruptedException {
        try {
            return Optional.of(longest.isZero() ? done.get() : done.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException goesOn) {
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw new IOException("the process is lost: " + failure.getCause().getMessage(), failure.getCause());
        }
    }

    /// What it printed so far, from a number of pieces on.
    public synchronized List<Piece> pieces(int from) {
        return List.copyOf(pieces.subList(Math.min(from, pieces.size()), pieces.size()));
    }

    public void kill() throws IOException {
        execution.kill();
    }
}
