package dev.frostbench.server.search;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.End;
import dev.frostbench.harness.search.Growth;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Rounds;
import dev.frostbench.harness.search.Standing;
import dev.frostbench.harness.search.State;
import dev.frostbench.harness.search.States;
import dev.frostbench.harness.search.Tree;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.sandboxes.Branches;
import dev.frostbench.server.state.Caller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A search that the server holds.
///
///     running ──its run ends──▶ ended        with a strategy
///        └──the root is scored──▶ open       driven
///     each ──stop()──▶ ended ──close()──▶ gone, with its states
///
/// Its run scores the root, and tries what its strategy plans, which is nothing if it is driven. After its run, callers
/// may expand nodes, unless it was stopped or the machine failed. So both forms are one tree.
final class LiveSearch {

    /// What does not change.
    ///
    /// @param kind of all branches
    record Setting(String id, Caller by, Asked asked, Branches.Kind kind, Instant created) {}

    /// Between looks; news come at once.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_CHARACTERS = 4 << 20;

    private final Setting setting;
    private final SnapshotStore visit;
    private final States states;
    private final Growth growth;
    private final News news = new News();
    private final CountDownLatch ran = new CountDownLatch(1);
    private final Map<Integer, String> kept = new ConcurrentHashMap<>();
    /// Whoever uses a state has the lock for reading, so states are not let go meanwhile.
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private volatile Optional<End> end = Optional.empty();
    private volatile boolean stopped;
    private boolean closed;
    private long characters;

    /// @param visit holds the root, and is closed with this
    /// @param states are closed with this
    LiveSearch(Setting setting, SnapshotStore visit, States states) {
        this.setting = setting;
        this.visit = visit;
        this.states = states;
        this.growth = new Growth(setting.asked().search(), states, setting.asked().workers(),
                node -> news.added(node.id() + 1), MOST_CHARACTERS);
    }

    Setting setting() {
        return setting;
    }

    News news() {
        return news;
    }

    /// Lets its run begin.
    void start() {
        Thread.ofVirtual().name("search " + setting.id()).start(this::run);
    }

    private void run() {
        End why;
        try {
            why = new Rounds(setting.asked().search(), growth).run();
        } catch (IOException | RuntimeException failure) {
            why = new End.Broken(reason(failure));
        } catch (InterruptedException stopped) {
            why = new End.Stopped();
        }
        boolean goesOn = setting.asked().isDriven() && !isFinal(why);
        if (!goesOn) ended(why);
        ran.countDown();
        news.changed();
    }

    private synchronized void ended(End why) {
        if (end.isEmpty()) end = Optional.of(why);
    }

    private static String reason(Exception failure) {
        if (failure instanceof BadInput wrong) return wrong.problems().getFirst().toString();
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /// Whether nothing can be done after such an end.
    private static boolean isFinal(End why) {
        return why instanceof End.Stopped || why instanceof End.Broken;
    }

    /// Why it ended; empty while it goes on, and while a driven one may go on.
    Optional<End> end() {
        return end;
    }

    /// `running`, `open` or `ended`.
    String state() {
        return end.isPresent() ? "ended" : ran.getCount() > 0 ? "running" : "open";
    }

    Tree tree() {
        return growth.tree();
    }

    Growth growth() {
        return growth;
    }

    /// The names under which states are kept, by their nodes.
    Map<Integer, String> kept() {
        return kept;
    }

    /// Tries candidates in the state of a node. If many call this at once, their tries share the workers.
    ///
    /// @throws ApiFailure 404 if there is no such node, 409 if nothing can be tried there, 403 if the organisation has
    ///     no room
    Growth.Grown expand(int id, List<Candidate> candidates) throws IOException, InterruptedException {
        if (setting.asked().isDriven()) ran.await();
        if (ran.getCount() > 0)
            throw ApiFailure.conflict("the search runs by its strategy; expand nodes when it has ended");
        requireOpen();
        Node node = node(id);
        state(node);
        if (node.depth() >= setting.asked().search().deepest())
            throw ApiFailure.conflict("n" + id + " is " + node.depth() + " deep, which is the most of this search");
        if (growth.left() == 0)
            throw ApiFailure.conflict("the search has used up its budget of "
                    + setting.asked().search().budget().sandboxes() + " sandboxes");
        count(candidates);
        try {
            Growth.Grown grown = growth.grow(List.of(new Growth.Wanted(node, candidates)));
            if (grown.nodes().isEmpty() && grown.end().orElse(null) instanceof End.Broken(String reason))
                throw ApiFailure.of(500, "the machine failed: " + reason);
            return grown;
        } catch (RejectedExecutionException deleted) {
            throw gone();
        }
    }

    private void requireOpen() {
        if (stopped || end.filter(LiveSearch::isFinal).isPresent())
            throw ApiFailure.conflict("the search has ended, because it was stopped or the machine failed");
    }

    private synchronized void count(List<Candidate> candidates) {
        long more = candidates.stream().mapToLong(each -> each.run().length()).sum();
        if (characters + more > MOST_CHARACTERS)
            throw ApiFailure.of(403, "the commands of this search have " + MOST_CHARACTERS
                    + " characters together, which is its limit");
        characters += more;
    }

    /// @throws ApiFailure 404 if there is none
    Node node(int id) {
        Tree tree = tree();
        if (id >= tree.nodes().size()) throw ApiFailure.notFound("there is no node n" + id);
        return tree.nodes().get(id);
    }

    /// Waits until the root has its score, or never gets one.
    void awaitRoot() throws InterruptedException {
        while (news.nodes() == 0 && end.isEmpty() && ran.getCount() > 0)
            news.await(0, () -> end.isPresent() || ran.getCount() == 0, PATIENCE);
    }

    /// @throws ApiFailure 409 if the node has no state of its own
    State state(Node node) {
        return node.state().orElseThrow(() -> ApiFailure.conflict("n" + node.id() + switch (node.standing()) {
            case Standing.Same(int other) -> " has no state of its own, but the same as n" + other + "; use that";
            case Standing.Failed(String reason) -> " has no state, because its command failed: " + reason;
            case Standing.Scored _, Standing.Unscored _ -> throw new IllegalStateException("has a state");
        }));
    }

    /// What needs the states of a search.
    interface Use<T> {
        T perform() throws IOException;
    }

    /// @throws ApiFailure 404 if it is deleted
    <T> T use(Use<T> work) throws IOException {
        use.readLock().lock();
        try {
            if (closed) throw gone();
            return work.perform();
        } finally {
            use.readLock().unlock();
        }
    }

    private ApiFailure gone() {
        return ApiFailure.notFound("there is no search '" + setting.id() + "'; it was deleted");
    }

    /// Ends what runs. The tree stays.
    void stop() throws IOException {
        stopped = true;
        ended(new End.Stopped());
        growth.stop();
        news.changed();
    }

    /// Stops, and lets all states go.
    void close() throws IOException {
        stop();
        boolean interrupted = false;
        while (true)
            try {
                ran.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true; // states that are in use cannot be let go
            }
        if (interrupted) Thread.currentThread().interrupt();
        use.writeLock().lock();
        try (visit; states; growth) {
            closed = true;
        } finally {
            use.writeLock().unlock();
        }
    }
}
