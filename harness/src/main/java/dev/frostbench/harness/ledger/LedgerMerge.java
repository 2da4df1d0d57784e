package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Merges the ledgers of a plan's shards into one. Its reports are those of a single run.
///
///     ledger of a shard ─┐
///     ledger of a shard ─┼──▶ ledger of the plan ──▶ reports
///     ledger of a shard ─┘
///
/// 1. All shards hold the same plan. One that holds another plan, or was graded by another version, is refused, and the
///    message says what differs. So are ledgers that do not make up a whole plan: the missing shards are named.
/// 2. A line that a crash tore off the end of a ledger counts as never written. [Merged#torn] names the ledger.
/// 3. If several ledgers have a result of one sample, a verdict wins over an `error`, and of several verdicts the one
///    in the ledger that began first. [Merged#doubled] tells verdicts that differ.
/// 4. A sample that no ledger has a result of is reported as not tried yet. [Merged#left] counts these and the errors.
/// 5. The sittings of all ledgers are kept, in the order in which they began.
public final class LedgerMerge {

    /// The ledger in a folder.
    private record Shard(Path folder, RecordedRun run) {

        Instant began() {
            return run.sittings().stream().map(Sitting::began).min(Comparator.naturalOrder()).orElse(Instant.MAX);
        }

        Set<Share> shares() {
            return run.shares();
        }
    }

    private final List<Shard> shards = new ArrayList<>();
    private final List<Doubled> doubled = new ArrayList<>();

    private LedgerMerge() {}

    /// The result of a merge.
    ///
    /// @param torn folders of ledgers whose end was lost in a crash
    /// @param left samples without a verdict
    /// @param doubled samples of which ledgers have verdicts that differ
    /// @param lessTried by model with a forged result: how many passing results another shard has of it. There nobody
    ///     knew of the forgery, so they were not tried as often as such a model's results are
    public record Merged(List<Path> torn, int left, List<Doubled> doubled, Map<String, Integer> lessTried) {
        public Merged {
            torn = List.copyOf(torn);
            doubled = List.copyOf(doubled);
        }
    }

    /// Two results of one sample whose verdicts differ.
    ///
    /// @param counts the verdict that is taken
    /// @param other the verdict that is not
    public record Doubled(String task, int sample, String counts, Path in, String other, Path there) {}

    /// Reads the ledgers of shards. Throws `BadInput` unless they are of one plan, and of all of it.
    ///
    /// @param folders of the shards, at least one; they stay as they are
    public static LedgerMerge of(List<Path> folders) throws IOException {
        if (folders.isEmpty()) throw new IllegalArgumentException("wanted one shard or more, got none");
        var merge = new LedgerMerge();
        for (Path folder : folders) merge.shards.add(new Shard(folder, RecordedRun.read(folder)));
        merge.refuseOtherPlans();
        merge.refuseMissing();
        merge.shards.sort(Comparator.comparing(Shard::began));
        return merge;
    }

    /// The ledger of the run that the shards are parts of, before anything is written.
    public RecordedRun first() {
        return shards.getFirst().run;
    }

    /// Writes the ledger of the whole plan.
    ///
    /// @param folder has no ledger yet; long outputs are copied there too
    public Merged into(Path folder) throws IOException, InterruptedException {
        RecordedRun empty = RecordedRun.read(folder);
        if (empty.extent().records() > 0)
            throw new IllegalArgumentException("wanted a folder without a ledger, got " + folder);
        int left;
        try (Ledger ledger = Ledger.open(folder, empty)) {
            left = write(ledger);
        }
        return new Merged(shards.stream().filter(shard -> shard.run.torn()).map(Shard::folder).toList(), left, doubled,
                lessTried());
    }

    private void refuseOtherPlans() throws IOException {
        Shard first = shards.getFirst();
        List<Problem> problems = new ArrayList<>();
        for (Shard shard : shards.subList(1, shards.size()))
            PlanDifference.of(first.run, shard.run).ifPresent(difference -> problems.add(Problem.of(
                    shard.folder.toString(), "this ledger", difference.wrong(first.folder), difference.cure())));
        if (problems.isEmpty())
            for (Shard shard : shards) if (!shard.run.planIsSound()) problems.add(edited(shard));
        if (!problems.isEmpty()) throw new BadInput(problems);
    }

    private static Problem edited(Shard shard) {
        return Problem.of(shard.folder.toString(), "this ledger",
                "holds another plan than the one whose digest it ends with: the file was edited",
                "restore it from a copy, or run this shard again");
    }

    /// A ledger of a whole run lacks nothing.
    private void refuseMissing() {
        Set<Integer> sizes = new TreeSet<>();
        Set<Integer> numbers = new LinkedHashSet<>();
        for (Shard shard : shards) {
            if (shard.shares().isEmpty()) return;
            for (Share share : shard.shares()) {
                if (share.isWhole()) return;
                sizes.add(share.of());
                numbers.add(share.number());
            }
        }
        if (sizes.size() > 1)
            throw bad("these shards", "are of splits into different numbers of parts: "
                    + sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    "give the shards of one split");
        int of = sizes.iterator().next();
        Set<Integer> missing = new TreeSet<>();
        for (int number = 1; number <= of; number++) if (!numbers.contains(number)) missing.add(number);
        if (missing.isEmpty()) return;
        String named = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
        throw bad(missing.size() == 1 ? "shard " + named + " of " + of : "shards " + named + " of " + of,
                missing.size() == 1 ? "is missing" : "are missing", "name their folders too; one that was not run yet"
                        + " is run by the command of the others with --shard " + missing.iterator().next() + "/" + of);
    }

    private static BadInput bad(String subject, String wrong, String cure) {
        return new BadInput(Problem.of("merge", subject, wrong, cure));
    }

    /// @return how many samples have no verdict
    private int write(Ledger ledger) throws IOException, InterruptedException {
        List<Entry> plan = first().planEntries();
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
                if (shards.stream().noneMatch(shard -> shard.run.isFinished(key))) left++;
            }
        }
        return left;
    }

    private List<Sitting> sittings() {
        return shards.stream().flatMap(shard -> shard.run.sittings().stream())
                .sorted(Comparator.comparing(Sitting::began)).toList();
    }

    private Optional<Entry.Finished> result(JobKey key) throws IOException {
        Optional<Entry.Finished> verdict = Optional.empty();
        Optional<Entry.Finished> error = Optional.empty();
        Path in = shards.getFirst().folder;
        for (Shard shard : shards) {
            Optional<Entry.Finished> found = shard.run.result(key);
            if (found.isEmpty()) continue;
            if (!shard.run.isFinished(key)) {
                if (error.isEmpty()) error = found;
            } else if (verdict.isEmpty()) {
                verdict = found;
                in = shard.folder;
            } else if (!alike(verdict.get().grade(), found.get().grade()))
                doubled.add(new Doubled(key.task(), key.sample(), verdict.get().grade().verdict().word(), in,
                        found.get().grade().verdict().word(), shard.folder));
        }
        return verdict.isPresent() ? verdict : error;
    }

    /// Reasons are not compared: they may have times and sizes, which differ between two tries.
    private static boolean alike(Grade one, Grade other) {
        return one.verdict().equals(other.verdict()) && one.compat().equals(other.compat())
                && one.strict().equals(other.strict()) && one.tests().equals(other.tests());
    }

    private Map<String, Integer> lessTried() throws IOException {
        Map<String, Integer> less = new TreeMap<>();
        if (shards.size() == 1 || first().madeFrom().path("control").asInt(0) == 0) return less;
        Set<String> forgers = new LinkedHashSet<>();
        List<Map<String, Integer>> passing = new ArrayList<>();
        List<Set<String>> known = new ArrayList<>();
        for (Shard shard : shards) {
            Map<String, Integer> passes = new HashMap<>();
            Set<String> forged = new LinkedHashSet<>();
            for (ScoredRun.Sample sample : shard.run.verdicts()) {
                if (sample.verdict() instanceof Verdict.Tampered) forged.add(sample.model());
                if (sample.verdict().passed()) passes.merge(sample.model(), 1, Integer::sum);
            }
            passing.add(passes);
            known.add(forged);
            forgers.addAll(forged);
        }
        for (String model : forgers)
            for (int at = 0; at < shards.size(); at++)
                if (!known.get(at).contains(model) && passing.get(at).containsKey(model))
                    less.merge(model, passing.get(at).get(model), Integer::sum);
        return less;
    }
}
