package dev.frostbench.harness.search;

/// What came of a search.
///
/// @param sandboxes how many were used for what is in the tree
public record SearchResult(Tree tree, End end, int sandboxes) {}
