package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.Sandbox;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The sandboxes of a run: the open ones, so that a stop can end what workers wait for, and those that are being
/// closed. They are closed on separate threads, because closing mostly waits for the kernel.
final class OpenSandboxes implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Set<Sandbox> open = ConcurrentHashMap.newKeySet();
    private final Consumer<String> notes;
    private final ExecutorService closers;
    private final Semaphore room;
    private volatile boolean stopping;

    /// @param notes gets a line for each sandbox that could not be closed
    /// @param workers at most two sandboxes for each worker are being closed; then workers wait
    OpenSandboxes(Consumer<String> notes, int workers) {
        this.notes = notes;
        this.closers = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("closing-", 0).factory());
        this.room = new Semaphore(2 * workers);
    }

    void add(Sandbox sandbox) throws IOException {
        open.add(sandbox);
        if (stopping) stop(); // the stop may have looked before this one was added
    }

    /// Closes a sandbox that is no longer needed. What was observed in it counts even if it cannot be closed.
    void closeSoon(Sandbox sandbox) {
        open.remove(sandbox);
        room.acquireUninterruptibly();
        closers.execute(() -> {
            try {
                sandbox.close();
            } catch (IOException failure) {
                notes.accept("sandbox " + sandbox.id() + " could not be closed: " + failure.getMessage());
            } finally {
                room.release();
            }
        });
    }

    /// Ends every open sandbox, and any that is opened later.
    void stop() throws IOException {
        stopping = true;
        for (Sandbox sandbox : open)
            if (open.remove(sandbox)) sandbox.close();
    }

    /// Waits for the sandboxes that are being closed.
    @Override
    public void close() {
        closers.shutdown();
        boolean interrupted = false;
        try {
            if (!closers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                notes.accept("sandboxes are still being closed");
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
