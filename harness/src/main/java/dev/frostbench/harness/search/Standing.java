package dev.frostbench.harness.search;

import java.util.Optional;

/// What became of a node.
public sealed interface Standing {

    /// Its state is scored, and the search may go on from it.
    record Scored(State state, Score score) implements Standing {}

    /// Its state could not be scored, so the search does not go on from it.
    record Unscored(State state, String reason) implements Standing {}

    /// Another node before it has an equal state.
    record Same(int node) implements Standing {}

    /// The candidate failed, so there is no state.
    record Failed(String reason) implements Standing {}

    /// The state, if there is one.
    default Optional<State> reached() {
        return switch (this) {
            case Scored(State state, _) -> Optional.of(state);
            case Unscored(State state, _) -> Optional.of(state);
            case Same _, Failed _ -> Optional.empty();
        };
    }

    default Optional<Score> worth() {
        return this instanceof Scored(_, Score score) ? Optional.of(score) : Optional.empty();
    }
}
