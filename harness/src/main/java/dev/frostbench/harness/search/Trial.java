package dev.frostbench.harness.search;

import dev.frostbench.fixtures.snapshot.Digest;

/// What came of a try, before it has its place in the tree.
sealed interface Trial {

    /// @param standing anything but [Standing.Same]
    record Done(Standing standing, Node.Trace trace) implements Trial {}

    /// It led to a state whose like was in the tree when the round began, so it was not scored.
    record Known(Digest content, Node.Trace trace) implements Trial {}

    /// Nobody waits for it any more: the time is over, or the search has ended.
    record Late() implements Trial {}
}
