package dev.frostbench.harness.plan;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.task.Task;

/// One sample to try.
///
/// @param sample the prediction and its key
public record Job(Task task, Evaluation evaluation, Snapshot snapshot, Entry.Sample sample) {

    /// The name of this job in any process that has the same plan.
    public JobKey key() {
        return new JobKey(task.id(), sample.prediction().sample(), sample.key());
    }
}
