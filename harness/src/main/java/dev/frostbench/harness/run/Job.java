package dev.frostbench.harness.run;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.suites.kind.Benchmark;
import dev.frostbench.suites.task.Task;

/// One sample to try.
///
/// @param sample the prediction and its key
public record Job(Task task, Benchmark benchmark, Snapshot snapshot, Entry.Sample sample) {}
