package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;

/// A fork that is made by [#run] before anybody needs it. One attempt may take the sandbox; if none does, [#close] ends
/// it.
final class ForkAhead implements Runnable, AutoCloseable {

    private final SandboxRuntime runtime;
    private final Snapshot snapshot;
    private final ForkOptions options;
    private final Lock place;
    private final CompletableFuture<Sandbox> made = new CompletableFuture<>();
    private boolean taken;

    /// @param place held while it is made
    ForkAhead(SandboxRuntime runtime, Snapshot snapshot, ForkOptions options, Lock place) {
        this.runtime = runtime;
        this.snapshot = snapshot;
        this.options = options;
        this.place = place;
    }

    @Override
    public void run() {
        try {
            place.lockInterruptibly();
            try {
                made.complete(runtime.fork(snapshot, options));
            } finally {
                place.unlock();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            made.completeExceptionally(failed);
        }
    }

    /// There will be no sandbox: nobody will call [#run].
    void giveUp() {
        made.completeExceptionally(new IOException("stopped"));
    }

    /// Waits until the fork is made or has failed. Whoever waits holds no place that the fork needs.
    void await() throws InterruptedException {
        try {
            made.get();
        } catch (ExecutionException failed) {
            // then none can be taken
        }
    }

    /// The sandbox, if it is as wanted and nobody has it. Empty if it could not be made: whoever forks instead says why
    /// if that fails too.
    synchronized Optional<Sandbox> take(ForkOptions wanted) {
        if (taken || !options.equals(wanted)) return Optional.empty();
        taken = true;
        try {
            return Optional.of(made.join());
        } catch (CompletionException failed) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        Optional<Sandbox> left = take(options);
        if (left.isPresent()) left.get().close();
    }
}
