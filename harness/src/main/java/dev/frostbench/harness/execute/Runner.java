package dev.frostbench.harness.execute;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.plan.Job;
import java.io.IOException;
import java.util.List;

/// Has an executor carry out jobs, and passes each result to the ledger.
///
///     jobs ──executor──▶ result ──▶ ledger ──▶ progress
public final class Runner implements Executor.Results {

    private final Executor executor;
    private final Ledger ledger;
    private final Progress progress;

    public Runner(Executor executor, Ledger ledger, Progress progress) {
        this.executor = executor;
        this.ledger = ledger;
        this.progress = progress;
    }

    /// Tries every job; returns when all are done or the executor was stopped.
    ///
    /// @return whether all are done
    public boolean run(List<Job> jobs) throws IOException, InterruptedException {
        return executor.run(jobs, this);
    }

    @Override
    public void started(Job job) {
        progress.started(job);
    }

    /// The progress hears of a result once it is durable.
    @Override
    public void finished(Entry.Finished result) throws IOException, InterruptedException {
        ledger.append(result, () -> progress.finished(result));
    }

    @Override
    public void note(String line) {
        progress.note(line);
    }
}
