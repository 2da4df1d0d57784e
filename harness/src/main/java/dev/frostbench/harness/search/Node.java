package dev.frostbench.harness.search;

import java.util.Optional;

/// A place in the tree: a state, or the reason why there is none.
///
/// @param id its number: nodes count in the order in which they were added, and the root is 0
/// @param depth how many candidates lead from the root to it
/// @param origin empty for the root
/// @param trace for people
public record Node(int id, int depth, Optional<Origin> origin, Standing standing, Trace trace) {

    /// The state, if there is one.
    public Optional<State> state() {
        return standing.reached();
    }

    public Optional<Score> score() {
        return standing.worth();
    }

    /// @param parent the node whose state the candidate was tried in
    public record Origin(int parent, Candidate candidate) {}

    /// What the commands printed last. It may differ between two runs of one search.
    ///
    /// @param candidate what the candidate printed
    /// @param scoring what the score's command printed
    public record Trace(String candidate, String scoring) {

        public static final Trace NONE = new Trace("", "");
    }
}
