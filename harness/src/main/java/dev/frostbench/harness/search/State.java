package dev.frostbench.harness.search;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;

/// A frozen machine state in a search.
///
/// @param content equal for states that hold the same, whatever the times and the way to them
/// @param bytes content of the files that its last step wrote
public record State(Snapshot snapshot, Digest content, long bytes) {}
