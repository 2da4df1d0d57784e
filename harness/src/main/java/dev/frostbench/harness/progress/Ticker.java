package dev.frostbench.harness.progress;

/// Calls something again and again, in a thread of its own that keeps no process alive.
public final class Ticker implements AutoCloseable {

    private final Thread thread;
    private volatile boolean closed;

    public Ticker(int millis, Runnable due) {
        thread = Thread.ofPlatform().daemon().name("ticker").start(() -> {
            while (!closed) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException _) {
                    return;
                }
                if (!closed) due.run();
            }
        });
    }

    /// What is being done is finished, and nothing is done afterwards.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
