package dev.frostbench.harness.progress;

/// Calls something again and again, in a daemon thread.
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

    /// Lets a running call finish. None starts afterwards.
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
