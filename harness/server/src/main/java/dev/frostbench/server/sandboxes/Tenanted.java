package dev.frostbench.server.sandboxes;

import dev.frostbench.server.toolbox.Toolbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One sandbox in the server's memory: its record, and its toolbox while it runs. Whoever changes its state holds the
/// lock; whoever only reads takes what is there.
public final class Tenanted {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile SandboxRecord record;
    private volatile Toolbox toolbox;
    private volatile long lastCall = System.currentTimeMillis();

    Tenanted(SandboxRecord record, Toolbox toolbox) {
        this.record = record;
        this.toolbox = toolbox;
    }

    public SandboxRecord record() {
        return record;
    }

    void record(SandboxRecord other) {
        record = other;
    }

    Optional<Toolbox> toolbox() {
        return Optional.ofNullable(toolbox);
    }

    void toolbox(Toolbox other) {
        toolbox = other;
    }

    /// Milliseconds since 1970 of the last call inside.
    long lastCall() {
        return lastCall;
    }

    void called() {
        lastCall = System.currentTimeMillis();
    }

    /// What is done while the state of a sandbox cannot be changed by others.
    interface Work<T> {
        T perform() throws IOException;
    }

    <T> T locked(Work<T> work) throws IOException {
        lock.lock();
        try {
            return work.perform();
        } finally {
            lock.unlock();
        }
    }
}
