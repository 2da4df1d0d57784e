package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.harness.execute.UpcomingJobs.Upcoming;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Carries out jobs on threads of this process, in sandboxes on this machine.
///
///     job ──fork──▶ attempt ──▶ evidence ──grade──▶ result
///            └─ the machine failed: once more; again: verdict `error`
public final class LocalExecutor implements Executor {

    private final SandboxRuntime runtime;
    private final int workerCount;
    private final EndStates states;
    private final boolean cold;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    /// Passes share this lock; a pass that must run alone takes it exclusively. First come, first served.
    private final ReadWriteLock room = new ReentrantReadWriteLock(true);
    /// Empty while nothing runs.
    private final AtomicReference<OpenSandboxes> open = new AtomicReference<>();
    private final AtomicReference<UpcomingJobs> upcoming = new AtomicReference<>();
    private volatile boolean stopping;

    /// @param workers how many jobs are tried at a time; as many sandboxes more may wait for the jobs behind them
    public LocalExecutor(SandboxRuntime runtime, int workers) {
        this(runtime, workers, EndStates.none(), false);
    }

    /// @param states whose end states are kept
    /// @param cold whether every command is started, also those that could be forked from a running interpreter
    public LocalExecutor(SandboxRuntime runtime, int workers, EndStates states, boolean cold) {
        this.runtime = runtime;
        this.workerCount = workers;
        this.states = states;
        this.cold = cold;
    }

    @Override
    public boolean run(List<Job> all, Results results) throws IOException, InterruptedException {
        List<Job> jobs = Unserved.settle(all, results);
        try (var sandboxes = new OpenSandboxes(results::note, workerCount);
                var coming = new UpcomingJobs(runtime, jobs, workerCount, cold, room.readLock(), results::note)) {
            if (!open.compareAndSet(null, sandboxes)) throw new IllegalStateException("wanted one run at a time");
            upcoming.set(coming);
            synchronized (workers) {
                for (int number = 0; number < Math.min(workerCount, jobs.size()) && !stopping; number++)
                    workers.add(Thread.ofPlatform().name("worker-" + number).start(() -> work(coming, results)));
            }
            for (Thread worker : List.copyOf(workers)) worker.join();
        } finally {
            open.set(null);
            upcoming.set(null);
            synchronized (workers) {
                workers.clear();
            }
        }
        switch (broken.get()) {
            case null -> {}
            case IOException world -> throw world;
            case RuntimeException mistake -> throw mistake;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return !stopping;
    }

    @Override
    public void stop() throws IOException {
        stopping = true;
        synchronized (workers) {
            workers.forEach(Thread::interrupt);
        }
        UpcomingJobs coming = upcoming.get();
        if (coming != null) coming.stop();
        OpenSandboxes sandboxes = open.get();
        if (sandboxes != null) sandboxes.stop();
    }

    private void work(UpcomingJobs jobs, Results results) {
        try {
            for (var next = jobs.next(); next.isPresent(); next = jobs.next())
                try {
                    if (stopping) return;
                    carryOut(next.get(), results);
                } finally {
                    jobs.done(next.get());
                }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error failure) {
            if (broken.compareAndSet(null, failure)) stopping = true;
        }
    }

    private void carryOut(Upcoming next, Results results) throws IOException, InterruptedException {
        results.started(next.job());
        Tried tried = tried(next, results);
        Entry.Finished result = states.settle(JobResult.of(next.job(), tried.evidence()), tried.end());
        if (!stopping) results.finished(result);
    }

    /// @param end its state at the end, if that may be kept
    private record Tried(Evidence evidence, Optional<EndStates.Draft> end) {}

    private Tried tried(Upcoming next, Results results) throws InterruptedException {
        try {
            return attempt(next.job(), next.fork());
        } catch (IOException | RuntimeException first) {
            return again(next.job(), first, results);
        }
    }

    private Tried again(Job job, Exception first, Results results) throws InterruptedException {
        if (stopping) throw new InterruptedException("stopped");
        results.note(job.task().id() + ": the machine failed (" + why(first) + "); trying once more");
        try {
            return attempt(job, Optional.empty());
        } catch (IOException | RuntimeException second) {
            return new Tried(Evidence.trouble(job.origin().fixture().digest().text(), why(second)), Optional.empty());
        }
    }

    private Tried attempt(Job job, Optional<ForkAhead> fork) throws IOException, InterruptedException {
        var attempt = new Attempt(runtime, job, fork, open.get(), room, states, cold);
        boolean whole = false;
        try {
            Evidence evidence = attempt.carryOut();
            whole = true;
            return new Tried(evidence, attempt.end());
        } finally {
            if (!whole && attempt.end().isPresent()) attempt.end().get().close();
        }
    }

    private static String why(Exception failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String kind = failure instanceof IOException && !message.isEmpty() ? ""
                : failure.getClass().getSimpleName() + " ";
        return kind + message;
    }
}
