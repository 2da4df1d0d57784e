package dev.frostbench.harness.cluster;

import dev.frostbench.harness.cluster.Engine.Queue;
import dev.frostbench.harness.execute.Executor;
import dev.frostbench.harness.execute.Unserved;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.plan.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// Has the nodes of a cluster carry out jobs, and takes their results over as they come.
///
///     jobs ──round──▶ engine ──share──▶ node: an attempt ──▶ its ledger ─┐
///                        └──the node is lost──▶ another attempt ─────────┴──first verdict──▶ results
///
/// 1. What an earlier process of this run had submitted is ended first, and its results are taken over.
/// 2. A share whose node is lost is done again by the engine. It does what no attempt at it has finished.
/// 3. If two attempts finish one job, the verdict that is read first counts.
public final class ClusterExecutor implements Executor {

    private static final Duration LOOKS = Duration.ofMillis(250);
    private static final Duration ASKS = Duration.ofSeconds(4);
    /// After that the user learns why shares wait.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// What nodes wrote last may come late over a network's file system.
    private static final Duration GRACE = Duration.ofSeconds(5);
    /// How long shares may take to end after their last result, before they are ended.
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final Path run;
    private final String name;
    private final Engine engine;
    private final ClusterRequest request;
    private final Places places;
    private final int workers;
    private final AtomicReference<String> current = new AtomicReference<>();
    private final List<Round> own = new ArrayList<>();
    private volatile boolean stopping;
    private boolean submittedOnly;

    /// @param run the folder of the run
    /// @param name of the run
    /// @param workers sandboxes at a time on each node
    public ClusterExecutor(Path run, String name, Engine engine, ClusterRequest request, Places places, int workers) {
        this.run = run;
        this.name = name;
        this.engine = engine;
        this.request = request;
        this.places = places;
        this.workers = workers;
    }

    @Override
    public boolean run(List<Job> jobs, Results results) throws IOException, InterruptedException {
        var feed = new AttemptFeed(Unserved.settle(jobs, results), results);
        for (Round earlier : Round.all(run)) if (!own.contains(earlier)) takeOver(earlier, feed, results);
        if (feed.isDone()) return true;
        if (stopping) return false;
        List<Job> left = feed.open();
        Round round = Round.begin(run, left);
        own.add(round);
        int shares = request.shares(left.size());
        String job = engine.submit(new Submission(round, name, shares, workers, environment(), command(round)));
        round.submitted(engine.name(), job);
        if (!engine.begins()) {
            submittedOnly = true;
            return false;
        }
        current.set(job);
        results.note(engine.name() + " job " + job + ": " + left.size() + " samples in " + shares
                + (shares == 1 ? " share" : " shares"));
        try {
            if (stopping) engine.cancel(job); // the stop may have looked before there was a job
            follow(round, job, feed, results);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            engine.cancel(job);
            throw failure;
        } finally {
            current.set(null);
        }
        return !stopping;
    }

    /// Whether the shares are ready to be started, and [#run] has ended for that.
    public boolean isSubmittedOnly() {
        return submittedOnly;
    }

    private void takeOver(Round round, AttemptFeed feed, Results results) throws IOException, InterruptedException {
        Optional<String> job = round.job(engine.name());
        if (job.isPresent() && !engine.queue(job.get()).isEmpty()) {
            results.note(engine.name() + " job " + job.get() + " of before is ended; its results are kept");
            engine.cancel(job.get());
            awaitEmpty(job.get(), PATIENCE);
        }
        feed.takeOver(round);
    }

    private void follow(Round round, String job, AttemptFeed feed, Results results)
            throws IOException, InterruptedException {
        List<Round.Wanted> wanted = round.wanted();
        var watch = new QueueWatch(engine, job, PATIENCE, results);
        long asked = System.nanoTime();
        while (true) {
            feed.read(round, wanted);
            if (feed.isDone() || feed.onlyFailedAreOpen()) break;
            if (stopping) return;
            if (System.nanoTime() - asked >= ASKS.toNanos()) {
                if (watch.isOver()) {
                    awaitLast(round, wanted, feed);
                    if (stopping) return;
                    if (!feed.isDone() && !feed.onlyFailedAreOpen()) throw watch.lost(round, feed.open().size(), run);
                    break;
                }
                asked = System.nanoTime();
            }
            Thread.sleep(LOOKS);
        }
        feed.end();
        if (!awaitEmpty(job, LEAVE)) engine.cancel(job);
    }

    private void awaitLast(Round round, List<Round.Wanted> wanted, AttemptFeed feed)
            throws IOException, InterruptedException {
        long since = System.nanoTime();
        while (!feed.isDone() && !stopping && System.nanoTime() - since < GRACE.toNanos()) {
            if (feed.read(round, wanted)) since = System.nanoTime();
            Thread.sleep(LOOKS);
        }
    }

    /// @return whether nothing of the job is in the queue
    private boolean awaitEmpty(String job, Duration longest) throws IOException, InterruptedException {
        long since = System.nanoTime();
        while (System.nanoTime() - since < longest.toNanos()) {
            Queue queue = engine.queue(job);
            if (queue.isEmpty()) return true;
            Thread.sleep(LOOKS);
        }
        return false;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of("FROSTBENCH_BUILD", "never", "FROSTBENCH_STORE",
                places.store().toString()));
        places.settings().jdk().ifPresent(jdk -> environment.put("FROSTBENCH_JDK", jdk.toString()));
        places.settings().criu().ifPresent(criu -> environment.put("FROSTBENCH_CRIU", criu.toString()));
        places.settings().backend().ifPresent(backend -> environment.put("FROSTBENCH_BACKEND", backend));
        return environment;
    }

    private List<String> command(Round round) {
        List<String> words = new ArrayList<>(List.of(places.launcher().toString(), "node", "--workers",
                String.valueOf(workers), "--round", round.folder().toString()));
        request.nodeStore().ifPresent(store -> words.addAll(List.of("--node-store", store.toString())));
        return words;
    }

    @Override
    public void stop() throws IOException {
        stopping = true;
        String job = current.get();
        if (job == null) return;
        try {
            engine.cancel(job);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
