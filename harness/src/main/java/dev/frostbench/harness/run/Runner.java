package dev.frostbench.harness.run;

import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.LimitReason;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Tries jobs with a number of workers and hands what they found to the ledger.
///
///     job ──fork──▶ attempt ──▶ evidence ──grade──▶ ledger ──▶ progress
///            └─ the machine failed: once more; again: verdict `error`
///
/// A run that is being stopped records nothing that was under way: a command that died of the stop would look like a
/// prediction that fails.
public final class Runner {

    private final SnapshotStore store;
    private final Ledger ledger;
    private final Progress progress;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final OpenSandboxes open;
    private final int workerCount;
    /// Passes share it, but for those that want nothing beside them; first come, first served.
    private final ReadWriteLock room = new ReentrantReadWriteLock(true);
    private volatile boolean stopping;

    public Runner(SnapshotStore store, Ledger ledger, Progress progress, int workerCount) {
        this.store = store;
        this.ledger = ledger;
        this.progress = progress;
        this.workerCount = workerCount;
        this.open = new OpenSandboxes(progress, workerCount);
    }

    /// Tries every job; returns when all are done or the run was stopped.
    ///
    /// @return whether all are done
    public boolean run(List<Job> jobs) throws IOException, InterruptedException {
        Queue<Job> left = new ConcurrentLinkedQueue<>(jobs);
        synchronized (workers) {
            for (int number = 0; number < Math.min(workerCount, jobs.size()) && !stopping; number++)
                workers.add(Thread.ofPlatform().name("worker-" + number).start(() -> work(left)));
        }
        try {
            for (Thread worker : List.copyOf(workers)) worker.join();
        } finally {
            open.close();
        }
        switch (broken.get()) {
            case null -> {}
            case IOException world -> throw world;
            case RuntimeException mistake -> throw mistake;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return !stopping;
    }

    /// Stops: ends what is running and starts nothing more. Returns at once; [#run] returns soon after.
    public void stop() throws IOException {
        stopping = true;
        synchronized (workers) {
            workers.forEach(Thread::interrupt);
        }
        open.stop();
    }

    private void work(Queue<Job> left) {
        try {
            for (Job job = left.poll(); job != null && !stopping; job = left.poll()) {
                Entry.Finished result = attempt(job);
                if (stopping) return;
                ledger.append(result, () -> progress.finished(result));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error failure) {
            if (broken.compareAndSet(null, failure)) stopping = true;
        }
    }

    private Entry.Finished attempt(Job job) throws InterruptedException {
        progress.started(job);
        Evidence evidence;
        try {
            evidence = new Attempt(store, job, open, room).carryOut();
        } catch (IOException | RuntimeException first) {
            evidence = again(job, first);
        }
        return new Entry.Finished(job.task().id(), job.sample().prediction().sample(), job.sample().key(), evidence,
                grade(job, evidence));
    }

    private Evidence again(Job job, Exception first) throws InterruptedException {
        if (stopping) throw new InterruptedException("stopped");
        progress.note(job.task().id() + ": the machine failed (" + why(first) + "); trying once more");
        try {
            return new Attempt(store, job, open, room).carryOut();
        } catch (IOException | RuntimeException second) {
            return Evidence.trouble(job.snapshot().digest().text(), why(second));
        }
    }

    private static Grade grade(Job job, Evidence evidence) {
        if (evidence.trouble().isEmpty()) return graded(job, evidence);
        Verdict error = new Verdict.Error();
        return new Grade(error, error, error, "the machine failed, not the prediction: " + evidence.trouble().get(),
                List.of());
    }

    private static Grade graded(Job job, Evidence evidence) {
        var prediction = job.sample().prediction();
        return LimitReason.named(job.benchmark().grade(job.task(), prediction, evidence), evidence,
                job.benchmark().procedure(job.task(), prediction).limits());
    }

    private static String why(Exception failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String kind = failure instanceof IOException && !message.isEmpty() ? ""
                : failure.getClass().getSimpleName() + " ";
        return kind + message;
    }
}
