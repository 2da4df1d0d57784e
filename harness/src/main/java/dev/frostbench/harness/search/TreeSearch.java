package dev.frostbench.harness.search;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.harness.search.End.Resource;
import dev.frostbench.harness.search.Search.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A search of a tree of states, round by round:
///
///     tree ──strategy──▶ plan ──workers──▶ tries ──in the order of the plan──▶ tree
///
/// 1. Equal scores give an equal tree, however many workers there are and however long anything takes. Only the budget
///    of time and the user depend on the clock.
/// 2. The first try, in the order of the plan, that ends the search ends it. What comes after it is dropped.
/// 3. A candidate that fails is a node with the reason. A machine that fails ends the search.
public final class TreeSearch {

    private final Search search;
    private final States states;
    private final SearchListener listener;
    private final int workers;
    private final Trials trials;
    private final Map<Digest, Integer> known = new HashMap<>();
    private Tree tree;
    private int sandboxes;
    private long bytes;
    private volatile boolean stopped;

    /// @param states stay open after the search, since the tree's states are theirs
    /// @param workers how many sandboxes may be open at a time
    public TreeSearch(Search search, States states, int workers, SearchListener listener) {
        if (workers < 1) throw new IllegalArgumentException("a search needs 1 worker or more, got " + workers);
        this.search = search;
        this.states = states;
        this.workers = workers;
        this.listener = listener;
        this.trials = new Trials(search, states);
    }

    /// Searches until there is a reason to end. Call it once. Its time has been running since the constructor.
    ///
    /// @throws IOException if a listener fails
    public SearchResult run() throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("search-", 0).factory())) {
            try {
                Optional<End> end = begin(pool);
                while (end.isEmpty()) end = round(pool, search.strategy().plan(tree));
                return new SearchResult(tree, end.get(), sandboxes);
            } finally {
                trials.stop(); // before the pool waits for what still runs
            }
        }
    }

    /// Ends the search soon. Any thread may call it.
    public void stop() throws IOException {
        stopped = true;
        trials.stop();
    }

    private Optional<End> begin(ExecutorService pool) throws IOException, InterruptedException {
        Node unscored = new Node(0, 0, Optional.empty(), new Standing.Unscored(states.root(), "was not tried"),
                Node.Trace.NONE);
        tree = Tree.of(unscored, search.deepest());
        return switch (awaited(pool.submit(() -> trials.root(states.root())))) {
            case Answer.Broke<Trial>(String reason) -> Optional.of(new End.Broken(reason));
            case Answer.Gave<Trial>(Trial trial) -> switch (trial) {
                case Trial.Done(Standing standing, Node.Trace trace) -> {
                    sandboxes++;
                    Node root = new Node(0, 0, Optional.empty(), standing, trace);
                    tree = Tree.of(root, search.deepest());
                    known.put(states.root().content(), 0);
                    listener.added(root);
                    yield reached(standing);
                }
                case Trial.Known _, Trial.Late _ -> Optional.of(late());
            };
        };
    }

    /// @param plan what the strategy wants to try next
    private Optional<End> round(ExecutorService pool, List<Expansion> plan) throws IOException, InterruptedException {
        if (stopped) return Optional.of(new End.Stopped());
        if (plan.isEmpty()) return Optional.of(new End.Exhausted());
        if (left() == 0) return Optional.of(new End.Spent(Resource.SANDBOXES));
        Optional<End> end = ask(pool, plan);
        if (end.isPresent()) return end;
        List<Job> jobs = new ArrayList<>();
        Set<Digest> before = Set.copyOf(known.keySet());
        for (Expansion expansion : plan) {
            State from = expansion.node().state().orElseThrow();
            for (Candidate candidate : tree.untried(expansion.node()).orElse(List.of()).stream()
                    .limit(Math.min(expansion.most(), left() - jobs.size())).toList())
                jobs.add(new Job(expansion.node(), candidate, pool.submit(
                        () -> trials.candidate(from, candidate, before))));
        }
        List<Node> added = new ArrayList<>();
        try {
            for (Job job : jobs) {
                end = apply(job, awaited(job.trial()), added);
                if (end.isPresent()) return end;
            }
        } finally {
            tree = tree.with(added);
        }
        return Optional.empty();
    }

    private record Job(Node parent, Candidate candidate, Future<Trial> trial) {}

    /// How many sandboxes the budget leaves.
    private int left() {
        return search.budget().sandboxes() - sandboxes;
    }

    /// Finds the candidates of the planned nodes that nobody has asked for any.
    private Optional<End> ask(ExecutorService pool, List<Expansion> plan) throws IOException, InterruptedException {
        Map<Integer, Offer> offers = new HashMap<>();
        Map<Node, Future<Optional<Offer>>> asked = new LinkedHashMap<>();
        for (Expansion expansion : plan) {
            Node node = expansion.node();
            if (tree.offer(node).isPresent()) continue;
            switch (search.source()) {
                case Source.Fixed(List<Candidate> candidates) -> offers.put(node.id(), Offer.of(candidates));
                case Source.Proposed(String run) -> {
                    if (asked.size() < left()) asked.put(node, pool.submit(() -> trials.ask(node, run)));
                }
            }
        }
        Optional<End> end = Optional.empty();
        for (var each : asked.entrySet()) {
            end = switch (awaited(each.getValue())) {
                case Answer.Broke<Optional<Offer>>(String reason) -> Optional.of(new End.Broken(reason));
                case Answer.Gave<Optional<Offer>>(Optional<Offer> offer) -> {
                    if (offer.isEmpty()) yield Optional.of(late());
                    sandboxes++;
                    offers.put(each.getKey().id(), offer.get());
                    yield Optional.empty();
                }
            };
            if (end.isPresent()) break;
        }
        tree = tree.offering(offers);
        return end;
    }

    /// Gives what came of a job its place in the tree.
    private Optional<End> apply(Job job, Answer<Trial> answer, List<Node> added) throws IOException {
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
        if (same != null) { // another try of this round led there, too
            states.forget(state.get());
            return add(job, new Standing.Same(same), trace, added);
        }
        if (state.get().bytes() > search.budget().bytes() - bytes) {
            states.forget(state.get());
            return Optional.of(new End.Spent(Resource.BYTES));
        }
        bytes += state.get().bytes();
        known.put(state.get().content(), tree.nodes().size() + added.size());
        return add(job, standing, trace, added);
    }

    private Optional<End> add(Job job, Standing standing, Node.Trace trace, List<Node> added) throws IOException {
        sandboxes++;
        Node node = new Node(tree.nodes().size() + added.size(), job.parent().depth() + 1,
                Optional.of(new Node.Origin(job.parent().id(), job.candidate())), standing, trace);
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
