package dev.frostbench.harness.cluster;

import dev.frostbench.harness.execute.Executor;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.plan.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Keeps each result back for a moment before it goes to the ledger of an attempt, and drops it if the attempt is ended
/// by then. An engine that ends a share signals all of its processes. A command in a sandbox may end by that before
/// this process knows that it is to end, and would look like one that failed.
final class HeldResults implements Executor.Results, AutoCloseable {

    private static final Duration HELD = Duration.ofSeconds(1);

    /// @param result null at the end
    private record Held(Entry.Finished result, long due) {}

    private final Ledger ledger;
    private final OutputStream started;
    private final Map<JobKey, Integer> numbers;
    private final Consumer<String> notes;
    private final BlockingQueue<Held> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean stopped;
    private volatile IOException broken;

    /// @param started gets the number of each job that begins, in a line
    /// @param numbers of the jobs in the round
    HeldResults(Ledger ledger, OutputStream started, Map<JobKey, Integer> numbers, Consumer<String> notes) {
        this.ledger = ledger;
        this.started = started;
        this.numbers = numbers;
        this.notes = notes;
        this.writer = Thread.ofPlatform().name("held-results").start(this::write);
    }

    @Override
    public void started(Job job) {
        try {
            synchronized (started) {
                started.write((numbers.get(job.key()) + "\n").getBytes(StandardCharsets.US_ASCII));
                started.flush();
            }
        } catch (IOException unseen) {
            notes.accept("what begins cannot be told: " + unseen.getMessage());
        }
    }

    @Override
    public void finished(Entry.Finished result) throws IOException {
        if (broken != null) throw broken;
        queue.add(new Held(result, System.nanoTime() + HELD.toNanos()));
    }

    @Override
    public void note(String line) {
        notes.accept(line);
    }

    /// Drops what is held back.
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private void write() {
        try {
            for (Held held = queue.take(); held.result != null; held = queue.take())
                if (isSound(held)) ledger.append(held.result, () -> {});
        } catch (IOException failure) {
            broken = failure;
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the thread of held results", impossible);
        }
    }

    private synchronized boolean isSound(Held held) throws InterruptedException {
        for (long left = held.due - System.nanoTime(); left > 0 && !stopped; left = held.due - System.nanoTime())
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        return !stopped;
    }

    /// Waits until everything is in the ledger, or dropped.
    @Override
    public void close() throws IOException {
        queue.add(new Held(null, 0));
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        if (broken != null) throw broken;
    }
}
