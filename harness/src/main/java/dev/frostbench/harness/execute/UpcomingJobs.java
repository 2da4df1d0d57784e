package dev.frostbench.harness.execute;

import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Procedure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/// The jobs that no worker has yet. The sandboxes of the first of them are made while the jobs before them run, so that
/// a worker seldom waits for a fork.
///
///     left ──▶ its fork has begun ──next()──▶ a worker has it, and its sandbox
///                   └── close() ──▶ the sandbox is closed
///
/// 1. A fork is for one job and no other, so what a job is given does not depend on the order of the others.
/// 2. At most as many forks wait as there are workers. In a sandbox that waits nothing runs but its init: one with a
/// service is forked when it is needed.
/// 3. No attempt fails because of a fork that was begun: if that failed, the attempt makes another.
/// 4. While a pass runs that must be alone, nothing is forked.
final class UpcomingJobs implements AutoCloseable {

    private final SandboxRuntime runtime;
    private final int most;
    private final boolean cold;
    private final Lock place;
    private final Consumer<String> notes;
    private final Queue<Job> left;
    private final Queue<Upcoming> begun = new ArrayDeque<>();
    private final ExecutorService makers;
    private boolean stopped;

    /// @param fork of the sandbox of its first pass; empty if that is forked when it is needed
    record Upcoming(Job job, Optional<ForkAhead> fork) {}

    /// @param workers how many jobs are carried out at once
    /// @param place held by whoever forks
    /// @param notes gets a line for each sandbox that could not be closed
    /// @param cold whether no command may be forked from a running interpreter
    UpcomingJobs(SandboxRuntime runtime, List<Job> jobs, int workers, boolean cold, Lock place,
            Consumer<String> notes) {
        this.runtime = runtime;
        this.cold = cold;
        this.most = workers;
        this.place = place;
        this.notes = notes;
        this.left = new ArrayDeque<>(jobs);
        this.makers = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("ahead-", 0).factory());
    }

    /// The next job; empty at the end. The forks of those behind it begin. Whoever has it calls [#done] afterwards.
    synchronized Optional<Upcoming> next() {
        if (stopped) return Optional.empty();
        Optional<Upcoming> next = Optional.ofNullable(begun.poll())
                .or(() -> Optional.ofNullable(left.poll()).map(job -> new Upcoming(job, Optional.empty())));
        while (begun.size() < most && !left.isEmpty()) begun.add(begin(left.poll()));
        return next;
    }

    private Upcoming begin(Job job) {
        Optional<ForkAhead> fork = fork(job);
        fork.ifPresent(makers::execute);
        return new Upcoming(job, fork);
    }

    private Optional<ForkAhead> fork(Job job) {
        if (job.origin().service().isPresent()) return Optional.empty(); // it would go on while the sandbox waits
        Procedure procedure;
        try {
            procedure = job.procedure(Controls.NONE);
        } catch (RuntimeException mistake) {
            return Optional.empty(); // its attempt meets the same
        }
        if (procedure.passes().getFirst().alone()) return Optional.empty();
        return Optional.of(new ForkAhead(runtime, job.origin().forked(), Attempt.options(procedure, cold), place));
    }

    /// Closes the sandbox of a job whose attempt did not take it.
    void done(Upcoming job) {
        if (job.fork().isEmpty()) return;
        try (ForkAhead _ = job.fork().get()) {
            // only closed
        } catch (IOException failure) {
            notes.accept(job.job().task().id() + ": an unused sandbox could not be closed: " + failure.getMessage());
        }
    }

    /// Begins nothing more, and interrupts what is being forked.
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        for (Runnable never : makers.shutdownNow()) if (never instanceof ForkAhead fork) fork.giveUp();
    }

    /// Closes the sandboxes that no worker has taken.
    @Override
    public void close() {
        stop();
        List<Upcoming> rest;
        synchronized (this) {
            rest = List.copyOf(begun);
            begun.clear();
        }
        rest.forEach(this::done);
        makers.close();
    }
}
