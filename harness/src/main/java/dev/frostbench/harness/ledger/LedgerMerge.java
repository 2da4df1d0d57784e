package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Grade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Merges the ledgers of a plan's shards into one. Its reports are those of a single run.
///
///     ledger of a shard ─┐
///     ledger of a shard ─┼──▶ ledger of the plan ──▶ reports
///     ledger of a shard ─┘
///
/// 1. All shards hold the same plan. One that holds another plan, or was graded by another version, is refused.
/// 2. A line that a crash tore off the end of a ledger counts as never written. [Merged#torn] names the ledger.
/// 3. If several ledgers have a result of one sample, a verdict wins over an `error`, and of equal verdicts the one in
///    the first ledger is taken. Verdicts that differ are refused: nobody knows which is right.
/// 4. A sample that no ledger has a result of is reported as not tried yet. [Merged#left] counts these and the errors.
/// 5. The sittings of all ledgers are kept, in the order in which they began.
public final class LedgerMerge {

    private final List<Path> folders;
    private final List<RecordedRun> shards = new ArrayList<>();

    private LedgerMerge(List<Path> folders) {
        this.folders = folders;
    }

    /// The result of a merge.
    ///
    /// @param torn folders of ledgers whose end was lost in a crash
    /// @param left samples without a verdict
    public record Merged(List<Path> torn, int left) {
        public Merged {
            torn = List.copyOf(torn);
        }
    }

    /// Writes the ledger of a whole plan.
    ///
    /// @param folder has no ledger yet; long outputs are copied there too
    /// @param shards the folders of the shards, at least one; they stay as they are
    public static Merged into(Path folder, List<Path> shards) throws IOException, InterruptedException {
        if (shards.isEmpty()) throw new IllegalArgumentException("wanted one shard or more, got none");
        RecordedRun empty = RecordedRun.read(folder);
        if (empty.extent().records() > 0)
            throw new IllegalArgumentException("wanted a folder without a ledger, got " + folder);
        var merge = new LedgerMerge(List.copyOf(shards));
        for (Path shard : shards) merge.shards.add(RecordedRun.read(shard));
        merge.refuseOtherPlans();
        try (Ledger ledger = Ledger.open(folder, empty)) {
            return new Merged(merge.torn(), merge.write(ledger));
        }
    }

    private void refuseOtherPlans() throws IOException {
        RecordedRun first = shards.getFirst();
        List<Problem> problems = new ArrayList<>();
        for (int at = 1; at < shards.size(); at++) {
            RecordedRun shard = shards.get(at);
            String version = shard.info().graderVersion();
            if (!version.equals(first.info().graderVersion()))
                problems.add(Problem.of(folders.get(at).toString(), "this ledger",
                        "was graded by version " + version + ", that in " + folders.getFirst() + " by version "
                                + first.info().graderVersion(),
                        "run its shard again with the version of the others"));
            else if (!shard.planDigest().equals(first.planDigest()))
                problems.add(Problem.of(folders.get(at).toString(), "this ledger",
                        "is of another plan than that in " + folders.getFirst(),
                        "give shards of one run alone: equal inputs, options and run id"));
        }
        if (!problems.isEmpty()) throw new BadInput(problems);
    }

    private List<Path> torn() {
        List<Path> torn = new ArrayList<>();
        for (int at = 0; at < shards.size(); at++) if (shards.get(at).torn()) torn.add(folders.get(at));
        return torn;
    }

    /// @return how many samples have no verdict
    private int write(Ledger ledger) throws IOException, InterruptedException {
        List<Entry> plan = shards.getFirst().planEntries();
        for (Sitting sitting : sittings()) {
            ledger.append(new Entry.Began(sitting.began(), sitting.command(), sitting.machine()), () -> {});
            if (sitting.ended().isPresent()) ledger.append(new Entry.Ended(sitting.ended().get()), () -> {});
        }
        for (Entry entry : plan) ledger.append(entry, () -> {});
        int left = 0;
        for (Entry entry : plan) {
            if (!(entry instanceof Entry.Planned planned)) continue;
            for (Entry.Sample sample : planned.samples()) {
                var key = new JobKey(planned.task().id(), sample.prediction().sample(), sample.key());
                Optional<Entry.Finished> result = result(key);
                if (result.isPresent()) ledger.append(result.get(), () -> {});
                if (shards.stream().noneMatch(shard -> shard.isFinished(key))) left++;
            }
        }
        return left;
    }

    private List<Sitting> sittings() {
        return shards.stream().flatMap(shard -> shard.sittings().stream())
                .sorted(Comparator.comparing(Sitting::began)).toList();
    }

    private Optional<Entry.Finished> result(JobKey key) throws IOException {
        Optional<Entry.Finished> verdict = Optional.empty();
        Optional<Entry.Finished> error = Optional.empty();
        Path first = folders.getFirst();
        for (int at = 0; at < shards.size(); at++) {
            Optional<Entry.Finished> found = shards.get(at).result(key);
            if (found.isEmpty()) continue;
            if (!shards.get(at).isFinished(key)) {
                if (error.isEmpty()) error = found;
            } else if (verdict.isEmpty()) {
                verdict = found;
                first = folders.get(at);
            } else if (!alike(verdict.get().grade(), found.get().grade()))
                throw differ(key, verdict.get(), first, found.get(), folders.get(at));
        }
        return verdict.isPresent() ? verdict : error;
    }

    /// Reasons are not compared: they may have times and sizes, which differ between two tries.
    private static boolean alike(Grade one, Grade other) {
        return one.verdict().equals(other.verdict()) && one.compat().equals(other.compat())
                && one.strict().equals(other.strict()) && one.tests().equals(other.tests());
    }

    private static BadInput differ(JobKey key, Entry.Finished one, Path first, Entry.Finished other, Path second) {
        String here = other.grade().verdict().word();
        String there = one.grade().verdict().word();
        return new BadInput(Problem.of(second.toString(), "task '" + key.task() + "', sample " + key.sample() + ",",
                here.equals(there) ? "has other results of its tests here than in " + first
                        : "is '" + here + "' here and '" + there + "' in " + first,
                "leave out the ledger that is wrong"));
    }
}
