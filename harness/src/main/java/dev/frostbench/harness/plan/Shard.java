package dev.frostbench.harness.plan;

import dev.frostbench.harness.ledger.JobKey;
import java.util.List;

/// The part of a plan that one process carries out, with a ledger of its own.
///
///     plan ──shards──▶ shard ──its jobs──▶ ledger ─┐
///                 └──▶ shard ──its jobs──▶ ledger ─┴─ LedgerMerge ──▶ one ledger
///
/// It holds only the names of jobs. Its process makes the same plan from the same inputs.
///
/// @param plan the digest of the whole plan
/// @param jobs some of the plan's jobs, in the plan's order
public record Shard(String plan, List<JobKey> jobs) {
    public Shard {
        jobs = List.copyOf(jobs);
    }
}
