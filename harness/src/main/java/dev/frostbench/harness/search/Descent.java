package dev.frostbench.harness.search;

import java.util.Optional;

/// The way of a depth-first search: down into the best child that improves on its parent and is not done.
///
/// A node is done if all its candidates have been tried and each child that improves on it is done.
final class Descent {

    private final Tree tree;
    private final boolean[] done;

    private Descent(Tree tree) {
        this.tree = tree;
        this.done = new boolean[tree.nodes().size()];
        for (Node node : tree.nodes().reversed()) // children come before their parents
            done[node.id()] = !tree.isOpen(node) && next(node).isEmpty();
    }

    /// The node to go on from; empty if the root is done.
    static Optional<Node> into(Tree tree) {
        Descent descent = new Descent(tree);
        Node at = tree.root();
        if (descent.done[at.id()]) return Optional.empty();
        for (Optional<Node> next = descent.next(at); next.isPresent(); next = descent.next(at)) at = next.get();
        return Optional.of(at);
    }

    private Optional<Node> next(Node node) {
        return tree.children(node).stream().filter(child -> !done[child.id()] && improves(child, node))
                .min(Tree.BEST_FIRST);
    }

    private static boolean improves(Node child, Node parent) {
        Optional<Score> now = child.score();
        Optional<Score> before = parent.score();
        return now.isPresent() && before.isPresent() && now.get().compareTo(before.get()) > 0;
    }
}
