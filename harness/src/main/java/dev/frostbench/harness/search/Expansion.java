package dev.frostbench.harness.search;

/// A plan to try the next candidates of a node.
///
/// @param most so many at most
public record Expansion(Node node, int most) {

    static Expansion all(Node node) {
        return new Expansion(node, Integer.MAX_VALUE);
    }
}
