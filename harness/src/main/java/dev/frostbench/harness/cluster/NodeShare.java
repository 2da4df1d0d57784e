package dev.frostbench.harness.cluster;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.archive.RecordedSuite;
import dev.frostbench.harness.execute.LocalExecutor;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.LedgerTail;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Origins;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.harness.service.Services;
import dev.frostbench.suites.file.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One attempt at a share of a round, on a node. Tasks, predictions and digests of fixtures come from the run's ledger,
/// the settings of the parts from the suite as the run keeps it; data sets and recipes are not read.
///
/// @param attempt names it among all attempts at this share
/// @param workers sandboxes at a time
/// @param nodeStore fixtures are copied there first; if empty, the store of the settings is used as it is
/// @param command the words of the command line
/// @param notes gets what happens, in lines
public record NodeShare(Round round, Share share, String attempt, int workers, Optional<Path> nodeStore,
        List<String> command, Consumer<String> notes) {

    /// The file of an attempt with the numbers of the jobs that it has begun.
    static final String STARTED = "started";

    /// What may stop the attempt while it tries samples: gets what stops it.
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Makes the watch of an attempt.
    public interface Watching {
        /// @param stop ends what runs, and drops what is not in the ledger yet
        Watch begin(Stop stop);
    }

    /// Ends an attempt.
    public interface Stop {
        void now() throws IOException;
    }

    /// @return whether everything of the share is done
    public boolean carryOut(Places places, Watching watching) throws IOException, InterruptedException {
        RecordedRun run = RecordedRun.read(round.run());
        Map<JobKey, Integer> numbers = left();
        notes.accept("share " + share.text() + ", attempt " + attempt + ": " + numbers.size() + " samples");
        if (numbers.isEmpty()) return true;
        Places here = nodeStore.map(places::withStore).orElse(places);
        ObjectNode madeFrom = run.madeFrom();
        List<Entry.Planned> mine = run.plannedTasks().stream().filter(planned -> planned.samples().stream()
                .anyMatch(sample -> numbers.containsKey(key(planned, sample)))).toList();
        try (RecordedSuite kept = RecordedSuite.open(round.run(), madeFrom, Optional.empty());
                Machine machine = Machine.open(here)) {
            var fixtures = new NodeFixtures(machine.store(), places.store());
            Map<String, Snapshot> snapshots = snapshots(mine, madeFrom, fixtures);
            Origins origins = new Services(machine, kept.suite(), fixtures, notes)
                    .provide(mine.stream().map(Entry.Planned::task).toList(), snapshots);
            List<Job> jobs = jobs(run, kept.suite(), numbers, mine, origins);
            Path folder = round.begin(share, attempt);
            var executor = new LocalExecutor(machine.sandboxes(), workers);
            try (Ledger ledger = Ledger.open(folder, RecordedRun.read(folder));
                    var started = Files.newOutputStream(folder.resolve(STARTED))) {
                ledger.append(new Entry.Began(Instant.now(), command, ThisMachine.seen(), share), () -> {});
                boolean done;
                try (var held = new HeldResults(ledger, started, numbers, notes); Watch _ = watching.begin(() -> {
                    held.stop();
                    executor.stop();
                })) {
                    done = executor.run(jobs, held);
                }
                ledger.append(new Entry.Ended(Instant.now()), () -> {});
                return done;
            }
        }
    }

    /// The numbers of the share's jobs that no earlier attempt at it has a verdict of.
    private Map<JobKey, Integer> left() throws IOException, InterruptedException {
        Set<JobKey> done = new HashSet<>();
        for (Path earlier : round.attempts(Optional.of(share)))
            new LedgerTail(earlier).read(result -> {
                if (AttemptFeed.isVerdict(result)) done.add(JobKey.of(result));
            });
        List<Round.Wanted> wanted = round.wanted();
        Map<JobKey, Integer> left = new LinkedHashMap<>();
        for (int at = share.number() - 1; at < wanted.size(); at += share.of())
            if (!done.contains(wanted.get(at).key())) left.put(wanted.get(at).key(), at);
        return left;
    }

    private static Map<String, Snapshot> snapshots(List<Entry.Planned> mine, ObjectNode madeFrom,
            NodeFixtures fixtures) throws IOException {
        Map<String, Snapshot> snapshots = new HashMap<>();
        for (Entry.Planned planned : mine) {
            String fixture = planned.task().fixture();
            if (!snapshots.containsKey(fixture)) snapshots.put(fixture, fixtures.find(digest(madeFrom, fixture)));
        }
        return snapshots;
    }

    /// @param mine what is planned of the tasks that the share's jobs are of
    private List<Job> jobs(RecordedRun run, Suite suite, Map<JobKey, Integer> numbers, List<Entry.Planned> mine,
            Origins origins) throws IOException {
        ObjectNode madeFrom = run.madeFrom();
        Map<JobKey, Job> jobs = new HashMap<>();
        List<Round.Wanted> wanted = round.wanted();
        String version = run.info().graderVersion();
        for (Entry.Planned planned : mine) {
            for (Entry.Sample sample : planned.samples()) {
                JobKey key = key(planned, sample);
                if (!numbers.containsKey(key)) continue;
                Job job = Plan.job(planned.task(), sample.prediction(), suite.part(planned.task()).evaluation(),
                        origins.of(planned.task()), version, madeFrom.path("control").asInt(0));
                if (!job.key().equals(key)) throw differs(planned.task().id());
                jobs.put(key, job.ofDepth(wanted.get(numbers.get(key)).depth()));
            }
        }
        List<Job> ordered = new ArrayList<>();
        for (JobKey key : numbers.keySet()) {
            if (!jobs.containsKey(key)) throw differs(key.task());
            ordered.add(jobs.get(key));
        }
        return ordered;
    }

    private static JobKey key(Entry.Planned planned, Entry.Sample sample) {
        return new JobKey(planned.task().id(), sample.prediction().sample(), sample.key());
    }

    private static Digest digest(ObjectNode madeFrom, String fixture) {
        return new Digest(madeFrom.required("fixtures").required(fixture).asString());
    }

    private BadInput differs(String task) {
        return new BadInput(Problem.of(round.run().toString(), "task '" + task + "'",
                "is tried in another way by this Frostbench than by the one that leads the run",
                "have both be of one build, and the suite's files the same on all machines"));
    }
}
