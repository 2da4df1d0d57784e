package dev.frostbench.harness.cluster;

import dev.frostbench.harness.execute.Executor.Results;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.LedgerTail;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes results over from the ledgers of attempts. Of several verdicts of one job the first that is read counts, and
/// no other is ever handed in. An `error` counts once nothing else can come.
final class AttemptFeed {

    private final Results results;
    private final Map<JobKey, Job> open = new LinkedHashMap<>();
    private final Map<JobKey, Entry.Finished> failed = new LinkedHashMap<>();
    private final Set<JobKey> started = new HashSet<>();
    private final Map<Path, LedgerTail> ledgers = new HashMap<>();
    private final Map<Path, Long> starts = new HashMap<>();

    AttemptFeed(List<Job> jobs, Results results) {
        this.results = results;
        for (Job job : jobs) open.put(job.key(), job);
    }

    /// The jobs that have no verdict yet, in the plan's order.
    List<Job> open() {
        return new ArrayList<>(open.values());
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /// Takes the verdicts of a round that an earlier process led. A job that was tried with other controls then is
    /// tried again.
    void takeOver(Round round) throws IOException, InterruptedException {
        Set<JobKey> same = new HashSet<>();
        for (Round.Wanted wanted : round.wanted()) {
            Job job = open.get(wanted.key());
            if (job != null && job.depth() == wanted.depth()) same.add(wanted.key());
        }
        for (Path attempt : round.attempts(Optional.empty()))
            new LedgerTail(attempt).read(result -> {
                if (same.contains(JobKey.of(result)) && isVerdict(result)) take(result);
            });
    }

    /// Reads what is new in a round.
    ///
    /// @param wanted the round's jobs, in its order
    /// @return whether anything was
    boolean read(Round round, List<Round.Wanted> wanted) throws IOException, InterruptedException {
        int before = open.size() + started.size();
        for (Path attempt : round.attempts(Optional.empty())) {
            readStarts(attempt, wanted);
            ledgers.computeIfAbsent(attempt, LedgerTail::new).read(this::take);
        }
        return before != open.size() + started.size();
    }

    private void readStarts(Path attempt, List<Round.Wanted> wanted) throws IOException {
        Path file = attempt.resolve(NodeShare.STARTED);
        if (!Files.isRegularFile(file)) return;
        long from = starts.getOrDefault(attempt, 0L);
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(from, Files.size(file)));
            bytes = in.readAllBytes();
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int whole = text.lastIndexOf('\n') + 1;
        starts.put(attempt, from + whole);
        for (String line : text.substring(0, whole).lines().toList()) {
            if (!line.matches("[0-9]{1,9}") || Integer.parseInt(line) >= wanted.size()) continue;
            JobKey key = wanted.get(Integer.parseInt(line)).key();
            Job job = open.get(key);
            if (job != null && started.add(key)) results.started(job);
        }
    }

    private void take(Entry.Finished result) throws IOException, InterruptedException {
        JobKey key = JobKey.of(result);
        if (!open.containsKey(key)) return;
        if (!isVerdict(result)) {
            failed.putIfAbsent(key, result);
            return;
        }
        open.remove(key);
        failed.remove(key);
        results.finished(result);
    }

    /// Whether it is a verdict, and not a machine that failed.
    static boolean isVerdict(Entry.Finished result) {
        return !(result.grade().verdict() instanceof Verdict.Error) && result.evidence().trouble().isEmpty();
    }

    /// Whether every job that has no verdict is one that a machine failed at twice.
    boolean onlyFailedAreOpen() {
        return failed.keySet().containsAll(open.keySet());
    }

    /// Hands in what the machines failed at. Nothing else can come any more.
    void end() throws IOException, InterruptedException {
        for (Entry.Finished result : failed.values()) {
            open.remove(JobKey.of(result));
            results.finished(result);
        }
        failed.clear();
    }
}
