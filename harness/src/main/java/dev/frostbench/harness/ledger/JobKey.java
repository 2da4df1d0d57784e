package dev.frostbench.harness.ledger;

/// Names one sample of a run. Text and a number alone, so that a shard can carry it to another process.
///
/// @param sample counts from 0 among the answers of one model
/// @param key names everything the verdict depends on; see [Entry.Sample]
public record JobKey(String task, int sample, String key) {

    /// Of what was found of a sample.
    public static JobKey of(Entry.Finished result) {
        return new JobKey(result.task(), result.sample(), result.key());
    }
}
