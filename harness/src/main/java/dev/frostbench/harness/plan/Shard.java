package dev.frostbench.harness.plan;

import dev.frostbench.harness.ledger.JobKey;
import java.util.List;

/// A part of a plan that one process does, with a ledger of its own.
///
///     plan ──shards──▶ shard ──its jobs──▶ ledger ─┐
///                 └──▶ shard ──its jobs──▶ ledger ─┴─ LedgerMerge ──▶ one ledger
///
/// It holds no job, only what names them: the process that gets it makes the same plan from the same inputs.
///
/// @param plan the digest of the whole plan
/// @param jobs of the plan's jobs, in the plan's order
public record Shard(String plan, List<JobKey> jobs) {
    public Shard {
        jobs = List.copyOf(jobs);
    }
}
