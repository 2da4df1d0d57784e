package dev.frostbench.harness.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is to be searched, and how.
///
/// @param source where candidates come from
/// @param deepest how many candidates may follow one another
/// @param goal a state with this score ends the search
/// @param timeout how long one command may take
public record Search(Source source, Scoring scoring, Strategy strategy, int deepest, Optional<Score> goal,
        Duration timeout, Budget budget) {

    public Search {
        if (deepest < 1) throw new IllegalArgumentException("depth must be 1 or more, got " + deepest);
    }

    /// The same with another budget.
    public Search budget(Budget other) {
        return new Search(source, scoring, strategy, deepest, goal, timeout, other);
    }

    /// Where the candidates of a state come from.
    public sealed interface Source {

        /// The same for every state.
        record Fixed(List<Candidate> candidates) implements Source {
            public Fixed {
                candidates = List.copyOf(candidates);
                if (candidates.isEmpty()) throw new IllegalArgumentException("a search needs a candidate, got none");
            }
        }

        /// A command that runs in a fork of the state and prints its candidates, one a line.
        record Proposed(String run) implements Source {}

        /// Whoever drives the search sends them. Goes with [Strategy.Driven].
        record Driver() implements Source {}
    }

    /// How a state gets its score.
    ///
    /// @param run for `sh -c`, in a fork of the state
    public record Scoring(String run, Reading reading) {}

    /// How a score is read from what its command did.
    public enum Reading {
        /// Exit code 0 is 1, and any other is 0.
        EXIT_CODE,
        /// The last line of its standard output is the number.
        LAST_LINE
    }
}
