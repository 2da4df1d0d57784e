package dev.frostbench.harness.execute;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;

/// Hears about a run's progress. Called from several threads.
public interface Progress extends AutoCloseable {

    /// @param total samples to try now
    /// @param before samples that already have a verdict
    void begins(int total, int before);

    /// A worker has taken the job.
    void started(Job job);

    void finished(Entry.Finished result);

    /// Something that is not a result, in one line.
    void note(String line);

    @Override
    void close();
}
