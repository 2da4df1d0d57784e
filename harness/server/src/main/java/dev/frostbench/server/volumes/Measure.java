package dev.frostbench.server.volumes;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Measures the volumes of organisations, one organisation after the other, on a thread of its own: a walk through
/// many files would hold the carrier of a virtual thread. Whoever asks while an organisation waits to be measured gets
/// the same result, so no organisation keeps the others waiting for long.
final class Measure implements AutoCloseable {

    private final Map<String, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("volume-sizes").factory());

    interface Walk {
        long bytes() throws IOException;
    }

    long of(String organisation, Walk walk) throws IOException {
        try {
            return waiting.computeIfAbsent(organisation,
                    _ -> CompletableFuture.supplyAsync(() -> measured(organisation, walk), thread)).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IOException problem) throw problem;
            throw failure;
        }
    }

    /// Whoever asks from now on is measured anew.
    private long measured(String organisation, Walk walk) {
        waiting.remove(organisation);
        try {
            return walk.bytes();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
