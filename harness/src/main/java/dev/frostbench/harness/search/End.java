package dev.frostbench.harness.search;

/// Why a search ended.
public sealed interface End {

    /// A state reached the goal.
    record Goal() implements End {}

    /// Nothing is left to try.
    record Exhausted() implements End {}

    /// The budget is used up.
    record Spent(Resource resource) implements End {}

    /// Somebody stopped it.
    record Stopped() implements End {}

    /// The machine failed, not a candidate.
    record Broken(String reason) implements End {}

    /// What a budget limits.
    enum Resource { SANDBOXES, TIME, BYTES }
}
