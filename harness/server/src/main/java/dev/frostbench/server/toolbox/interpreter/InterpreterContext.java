package dev.frostbench.server.toolbox.interpreter;

import dev.frostbench.server.toolbox.inside.Inside;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Code that belongs together: each piece sees what those before it have left. The interpreter begins with the first
/// one, and again after it has ended.
public final class InterpreterContext {

    private static final int GRACE_SECONDS = 3;

    private final String id;
    private final String workdir;
    private final Inside inside;
    private final Instant created = Instant.now();
    /// Held by the piece of code that runs.
    private final ReentrantLock turn = new ReentrantLock(true);
    private Interpreter interpreter;
    private boolean closed;

    InterpreterContext(String id, String workdir, Inside inside) {
        this.id = id;
        this.workdir = workdir;
        this.inside = inside;
    }

    public String id() {
        return id;
    }

    public String workdir() {
        return workdir;
    }

    public Instant created() {
        return created;
    }

    /// Runs code when all before it has ended. If the time is up or the thread is interrupted, the code is interrupted
    /// too; if it goes on nevertheless, its interpreter is ended, and its state is lost.
    ///
    /// @return whether it ended in time
    boolean run(String code, Map<String, String> environment, int seconds, Interpreter.Listener listener)
            throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Interpreter ready = ready();
            boolean inTime = false;
            try {
                inTime = ready.run(code, environment, seconds, listener);
                return inTime;
            } catch (Interpreter.Ended ended) {
                inTime = true;
                throw ended;
            } finally {
                if (!inTime) stop(ready);
            }
        } finally {
            turn.unlock();
        }
    }

    private static void stop(Interpreter running) throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            if (!running.interrupt(GRACE_SECONDS)) running.close();
        } catch (Interpreter.Ended ended) {
            // that is as good
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Interpreter ready() throws IOException, InterruptedException {
        synchronized (this) {
            if (closed) throw new Interpreter.Ended("the context was deleted");
            if (interpreter != null && interpreter.alive()) return interpreter;
        }
        Interpreter begun = Interpreter.begin(inside, workdir);
        synchronized (this) {
            if (!closed) return interpreter = begun;
        }
        begun.close();
        throw new Interpreter.Ended("the context was deleted");
    }

    /// Ends its interpreter and what that started.
    void close() throws IOException, InterruptedException {
        Interpreter last = last();
        if (last != null) last.close();
    }

    void kill() {
        Interpreter last = last();
        if (last != null) last.kill();
    }

    private synchronized Interpreter last() {
        closed = true;
        return interpreter;
    }
}
