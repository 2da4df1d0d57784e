package dev.frostbench.harness.search;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.harness.search.End.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A tree of states as it grows: candidates are tried side by side, and what comes of them gets its place in their
/// order.
///
///     nodes and candidates ──workers──▶ tries ──in the order of the candidates──▶ nodes
///
/// It does not know who chooses the candidates: [Rounds] plans them by a strategy, or somebody sends them. Many threads
/// may let it grow at once; the nodes of each call then come one after another or between those of another call. All
/// calls share the workers and the budget.
public final class Growth implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    private final Search search;
    private final States states;
    private final SearchListener listener;
    private final ThreadPoolExecutor pool;
    private final Optional<Long> deadline;
    private final long mostCharacters;
    private final Set<Trials> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    // The monitor of this object guards all below.
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, Offer> offers = new HashMap<>();
    private final Map<Digest, Integer> known = new HashMap<>();
    private int sandboxes;
    private int reserved;
    private long bytes;
    private long characters;

    /// The time of the budget begins to run.
    ///
    /// @param states stay open after this is closed, since the tree's states are theirs
    /// @param workers how many sandboxes may be open at a time
    /// @param listener is called by the thread that lets the tree grow, and must not wait for another one that does
    public Growth(Search search, States states, int workers, SearchListener listener) {
        this(search, states, workers, listener, Long.MAX_VALUE);
    }

    /// @param mostCharacters how long the proposed candidates of all nodes may be together, since they stay in memory
    public Growth(Search search, States states, int workers, SearchListener listener, long mostCharacters) {
        if (workers < 1) throw new IllegalArgumentException("a search needs 1 worker or more, got " + workers);
        this.search = search;
        this.states = states;
        this.listener = listener;
        this.mostCharacters = mostCharacters;
        this.deadline = search.budget().time().map(time -> System.nanoTime() + time.toNanos());
        this.pool = new ThreadPoolExecutor(workers, workers, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("search-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        nodes.add(new Node(0, 0, Optional.empty(), new Standing.Unscored(states.root(), "was not tried"),
                Node.Trace.NONE));
    }

    /// Candidates that are to be tried in the state of a node.
    public record Wanted(Node node, List<Candidate> candidates) {

        public Wanted {
            candidates = List.copyOf(candidates);
            if (node.state().isEmpty()) throw new IllegalArgumentException("node " + node.id() + " has no state");
        }
    }

    /// What one call added.
    ///
    /// @param end why the last candidates were dropped, or that the goal is reached; empty if there was no such reason
    public record Grown(List<Node> nodes, Optional<End> end) {

        public Grown {
            nodes = List.copyOf(nodes);
        }
    }

    /// Scores the root. Call it once, before anything else.
    ///
    /// @return the reason to end at once, if there is one
    Optional<End> begin() throws IOException, InterruptedException {
        Trials trials = begun();
        try {
            return switch (awaited(pool.submit(() -> trials.root(states.root())))) {
                case Answer.Broke<Trial>(String reason) -> Optional.of(new End.Broken(reason));
                case Answer.Gave<Trial>(Trial trial) -> switch (trial) {
                    case Trial.Done(Standing standing, Node.Trace trace) -> root(standing, trace);
                    case Trial.Known _, Trial.Late _ -> Optional.of(late());
                };
            };
        } finally {
            running.remove(trials);
        }
    }

    private synchronized Optional<End> root(Standing standing, Node.Trace trace) throws IOException {
        sandboxes++;
        Node root = new Node(0, 0, Optional.empty(), standing, trace);
        nodes.set(0, root);
        known.put(states.root().content(), 0);
        listener.added(root);
        return reached(standing);
    }

    /// Tries candidates, as many as the budget has sandboxes for. The first one, in their order, that reaches the goal
    /// or ends the budget is the last that is added. What comes after it is dropped.
    ///
    /// @throws IOException if the listener fails
    public Grown grow(List<Wanted> wanted) throws IOException, InterruptedException {
        int all = wanted.stream().mapToInt(each -> each.candidates().size()).sum();
        int room = reserve(all);
        Trials trials = begun();
        List<Job> jobs = new ArrayList<>();
        List<Node> added = new ArrayList<>();
        int applied = 0;
        try {
            Set<Digest> before = known();
            for (Wanted each : wanted)
                for (Candidate candidate : each.candidates().stream().limit(room - jobs.size()).toList())
                    jobs.add(new Job(each.node(), candidate, pool.submit(() -> trials
                            .candidate(each.node().state().orElseThrow(), candidate, before))));
            while (applied < jobs.size()) {
                Job job = jobs.get(applied++);
                Optional<End> end = apply(job, awaited(job.trial()), added);
                if (end.isPresent()) return new Grown(added, end);
            }
            return new Grown(added, room < all ? Optional.of(new End.Spent(Resource.SANDBOXES)) : Optional.empty());
        } finally {
            trials.stop();
            for (Job job : jobs.subList(applied, jobs.size())) drop(job);
            running.remove(trials);
            release(room - added.size());
        }
    }

    private record Job(Node parent, Candidate candidate, Future<Trial> trial) {}

    /// Waits for the end of a try that was stopped, and lets its state go.
    private void drop(Job job) throws IOException, InterruptedException {
        try {
            if (job.trial().get() instanceof Trial.Done(Standing standing, Node.Trace _)
                    && standing.reached().isPresent())
                states.forget(standing.reached().get());
        } catch (ExecutionException failed) {
            // nobody waits for it
        }
    }

    /// Asks a command for the candidates of nodes, as many as the budget has sandboxes for.
    ///
    /// @return the reason to end, if there is one
    Optional<End> ask(List<Node> asked, String command) throws IOException, InterruptedException {
        int room = reserve(asked.size());
        Trials trials = begun();
        int counted = 0;
        try {
            Map<Node, Future<Optional<Offer>>> answers = new LinkedHashMap<>();
            for (Node node : asked.subList(0, room)) answers.put(node, pool.submit(() -> trials.ask(node, command)));
            for (var each : answers.entrySet()) {
                switch (awaited(each.getValue())) {
                    case Answer.Broke<Optional<Offer>>(String reason) -> {
                        return Optional.of(new End.Broken(reason));
                    }
                    case Answer.Gave<Optional<Offer>>(Optional<Offer> offer) -> {
                        if (offer.isEmpty()) return Optional.of(late());
                        if (!take(each.getKey(), offer.get()))
                            return Optional.of(new End.Broken(
                                    "the proposed candidates have more than " + mostCharacters
                                            + " characters together"));
                        counted++;
                    }
                }
            }
            return Optional.empty();
        } finally {
            trials.stop();
            running.remove(trials);
            release(room - counted);
        }
    }

    /// @return whether there is room for so many candidates
    private synchronized boolean take(Node node, Offer offer) {
        characters += offer.candidates().stream().mapToLong(each -> each.name().length() + each.run().length()).sum();
        if (characters > mostCharacters) return false;
        sandboxes++;
        reserved--;
        offers.put(node.id(), offer);
        return true;
    }

    /// Remembers the candidates of a node.
    synchronized void offer(Node node, Offer offer) {
        offers.put(node.id(), offer);
    }

    private Trials begun() throws IOException {
        Trials trials = new Trials(search, states, deadline);
        running.add(trials);
        if (stopped) trials.stop(); // the stop may have looked before this one was added
        return trials;
    }

    private synchronized Set<Digest> known() {
        return Set.copyOf(known.keySet());
    }

    private synchronized int reserve(int wanted) {
        int room = Math.min(wanted, left());
        reserved += room;
        return room;
    }

    /// Gives back what was reserved and not used.
    private synchronized void release(int unused) {
        reserved -= unused;
    }

    /// How many sandboxes the budget leaves.
    public synchronized int left() {
        return Math.max(0, search.budget().sandboxes() - sandboxes - reserved);
    }

    /// Gives what came of a job its place in the tree.
    private synchronized Optional<End> apply(Job job, Answer<Trial> answer, List<Node> added) throws IOException {
        return switch (answer) {
            case Answer.Broke<Trial>(String reason) -> Optional.of(new End.Broken(reason));
            case Answer.Gave<Trial>(Trial trial) -> switch (trial) {
                case Trial.Late _ -> Optional.of(late());
                case Trial.Known(Digest content, Node.Trace trace) ->
                    add(job, new Standing.Same(known.get(content)), trace, added);
                case Trial.Done(Standing standing, Node.Trace trace) -> place(job, standing, trace, added);
            };
        };
    }

    private Optional<End> place(Job job, Standing standing, Node.Trace trace, List<Node> added) throws IOException {
        Optional<State> state = standing.reached();
        if (state.isEmpty()) return add(job, standing, trace, added);
        Integer same = known.get(state.get().content());
        if (same != null) { // another try led there meanwhile
            states.forget(state.get());
            return add(job, new Standing.Same(same), trace, added);
        }
        if (state.get().bytes() > search.budget().bytes() - bytes) {
            states.forget(state.get());
            return Optional.of(new End.Spent(Resource.BYTES));
        }
        bytes += state.get().bytes();
        known.put(state.get().content(), nodes.size());
        return add(job, standing, trace, added);
    }

    private Optional<End> add(Job job, Standing standing, Node.Trace trace, List<Node> added) throws IOException {
        sandboxes++;
        reserved--;
        Node node = new Node(nodes.size(), job.parent().depth() + 1,
                Optional.of(new Node.Origin(job.parent().id(), job.candidate())), standing, trace);
        nodes.add(node);
        added.add(node);
        listener.added(node);
        return reached(standing);
    }

    private Optional<End> reached(Standing standing) {
        boolean there = search.goal().isPresent()
                && standing.worth().map(score -> score.compareTo(search.goal().get()) >= 0).orElse(false);
        return there ? Optional.of(new End.Goal()) : Optional.empty();
    }

    private End late() {
        return stopped ? new End.Stopped() : new End.Spent(Resource.TIME);
    }

    /// The tree as it is now.
    public synchronized Tree tree() {
        return new Tree(search.deepest(), nodes, offers);
    }

    /// How many sandboxes were used for what is in the tree.
    public synchronized int sandboxes() {
        return sandboxes;
    }

    /// What the last steps of all kept states wrote.
    public synchronized long bytes() {
        return bytes;
    }

    boolean isStopped() {
        return stopped;
    }

    /// Lets the tree grow no more: what runs is dropped.
    public void stop() throws IOException {
        stopped = true;
        for (Trials trials : running) trials.stop();
    }

    /// Stops, and waits for what still runs.
    @Override
    public void close() throws IOException {
        stop();
        pool.close();
    }

    /// What a worker gave, or why the machine failed.
    private sealed interface Answer<T> {

        record Gave<T>(T what) implements Answer<T> {}

        record Broke<T>(String reason) implements Answer<T> {}
    }

    private static <T> Answer<T> awaited(Future<T> future) throws InterruptedException {
        try {
            return new Answer.Gave<>(future.get());
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case IOException world -> new Answer.Broke<>(String.valueOf(world.getMessage()));
                case RuntimeException mistake -> throw mistake;
                case Throwable other -> throw new IllegalStateException(other);
            };
        }
    }
}
