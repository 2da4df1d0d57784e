package dev.frostbench.harness.ledger;

/// The name of one sample of a run. It has only text and a number, so a shard can carry it to another process.
///
/// @param sample counts from 0 among the answers of one model
/// @param key names everything the verdict depends on; see [Entry.Sample]
public record JobKey(String task, int sample, String key) {

    /// The key of a result.
    public static JobKey of(Entry.Finished result) {
        return new JobKey(result.task(), result.sample(), result.key());
    }
}
