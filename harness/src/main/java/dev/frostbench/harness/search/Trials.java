package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.snapshot.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tries candidates, each in a fork of its own:
///
///     state ──fork──▶ candidate ──freeze──▶ new state ──goes on──▶ score
///                        └─ fails: no state     └─ known: no score
///
/// What a try gives depends only on the state, the candidate, and the states known when its round began. Many threads
/// may use it.
final class Trials {

    private static final long MOST_OUTPUT = 1 << 20;

    private final Search search;
    private final States states;
    private final Optional<Long> deadline;
    private final Set<States.Branch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /// @param deadline by `System.nanoTime()`
    Trials(Search search, States states, Optional<Long> deadline) {
        this.search = search;
        this.states = states;
        this.deadline = deadline;
    }

    /// What runs, and what is yet to run, becomes [Trial.Late].
    void stop() throws IOException {
        stopping = true;
        for (States.Branch branch : open) branch.stop();
    }

    /// Scores the root.
    Trial root(State root) throws IOException, InterruptedException {
        if (isOver()) return new Trial.Late();
        try (Fork fork = new Fork(root)) {
            return scored(fork, root, "");
        }
    }

    /// @param known the content of the states that the tree has
    Trial candidate(State from, Candidate candidate, Set<Digest> known) throws IOException, InterruptedException {
        if (isOver()) return new Trial.Late();
        try (Fork fork = new Fork(from)) {
            Optional<Outcome> ran = fork.run(candidate.run(), Map.of());
            if (ran.isEmpty()) return new Trial.Late();
            String printed = Answers.tail(ran.get());
            Optional<String> failure = Answers.failure(ran.get());
            if (failure.isPresent())
                return new Trial.Done(new Standing.Failed(failure.get()), new Node.Trace(printed, ""));
            State state = fork.branch.freeze(candidate.name());
            boolean kept = false;
            try {
                if (known.contains(state.content()))
                    return new Trial.Known(state.content(), new Node.Trace(printed, ""));
                Trial trial = scored(fork, state, printed);
                kept = trial instanceof Trial.Done;
                return trial;
            } finally {
                if (!kept) states.forget(state);
            }
        }
    }

    private Trial scored(Fork fork, State state, String printed) throws IOException, InterruptedException {
        Optional<Outcome> ran = fork.run(search.scoring().run(), Map.of());
        if (ran.isEmpty()) return new Trial.Late();
        Node.Trace trace = new Node.Trace(printed, Answers.tail(ran.get()));
        try {
            return new Trial.Done(new Standing.Scored(state, Answers.score(ran.get(), search.scoring().reading())),
                    trace);
        } catch (Answers.Unreadable why) {
            return new Trial.Done(new Standing.Unscored(state, why.getMessage()), trace);
        }
    }

    /// Asks a command for the candidates of a scored node; empty if it is too late.
    Optional<Offer> ask(Node node, String command) throws IOException, InterruptedException {
        if (isOver()) return Optional.empty();
        try (Fork fork = new Fork(node.state().orElseThrow())) {
            Optional<Outcome> ran = fork.run(command, Map.of("SEARCH_NODE", Integer.toString(node.id()),
                    "SEARCH_DEPTH", Integer.toString(node.depth()),
                    "SEARCH_SCORE", node.score().orElseThrow().toString()));
            return ran.map(Trials::offer);
        }
    }

    private static Offer offer(Outcome outcome) {
        try {
            return Offer.of(Answers.candidates(outcome));
        } catch (Answers.Unreadable why) {
            String printed = Answers.tail(outcome).strip();
            return Offer.none(why.getMessage() + (printed.isEmpty() ? "" : ": " + printed));
        }
    }

    private boolean isOver() {
        return stopping || deadline.isPresent() && deadline.get() - System.nanoTime() <= 0;
    }

    /// A branch that ends when nobody waits for it any more.
    private final class Fork implements AutoCloseable {

        private final States.Branch branch;

        Fork(State state) throws IOException {
            branch = states.fork(state);
            open.add(branch);
            if (stopping) branch.stop(); // the stop may have looked before this one was added
        }

        /// Empty if it is too late.
        Optional<Outcome> run(String script, Map<String, String> environment) throws IOException, InterruptedException {
            if (isOver()) return Optional.empty();
            Duration limit = search.timeout();
            if (deadline.isPresent()) {
                Duration left = Duration.ofNanos(Math.max(1, deadline.get() - System.nanoTime()));
                if (left.compareTo(limit) < 0) limit = left;
            }
            Outcome outcome = branch.run(Command.of("/bin/sh", "-c", script).environment(environment).timeout(limit)
                    .output(new Command.Output.Memory(MOST_OUTPUT, false)));
            boolean cut = outcome.end() instanceof Outcome.End.TimedOut && limit != search.timeout();
            return stopping || cut ? Optional.empty() : Optional.of(outcome);
        }

        @Override
        public void close() throws IOException {
            open.remove(branch);
            branch.close();
        }
    }
}
