package dev.frostbench.harness.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A tree of states as it is at one moment: nodes, and the candidates of those that have been asked for any. It is
/// immutable, and all that a strategy sees.
public final class Tree {

    private final int deepest;
    private final List<Node> nodes;
    private final Map<Integer, Offer> offers;
    private final List<List<Node>> children;

    /// @param deepest the search does not go on from nodes of this depth
    /// @param offers by the ids of nodes
    Tree(int deepest, List<Node> nodes, Map<Integer, Offer> offers) {
        this.deepest = deepest;
        this.nodes = List.copyOf(nodes);
        this.offers = Map.copyOf(offers);
        this.children = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            children.add(new ArrayList<>());
            node.origin().ifPresent(origin -> children.get(origin.parent()).add(node));
        }
    }

    /// All nodes, by their ids.
    public List<Node> nodes() {
        return nodes;
    }

    public Node root() {
        return nodes.getFirst();
    }

    /// The nodes below a node, in the order in which their candidates were tried.
    public List<Node> children(Node node) {
        return Collections.unmodifiableList(children.get(node.id()));
    }

    /// Empty while nobody has asked for the node's candidates.
    public Optional<Offer> offer(Node node) {
        return Optional.ofNullable(offers.get(node.id()));
    }

    /// The candidates of a node that have not been tried; empty while nobody has asked for any.
    public Optional<List<Candidate>> untried(Node node) {
        return offer(node).map(Offer::candidates)
                .map(all -> all.subList(Math.min(children(node).size(), all.size()), all.size()));
    }

    /// Whether a candidate may be tried in the node's state.
    public boolean isOpen(Node node) {
        return node.score().isPresent() && node.depth() < deepest
                && untried(node).map(left -> !left.isEmpty()).orElse(true);
    }

    /// The node with the highest score; of equal ones the one that is least deep, and of these the first. Empty if no
    /// node has a score.
    public Optional<Node> best() {
        return nodes.stream().filter(node -> node.score().isPresent()).min(BEST_FIRST);
    }

    /// The order of scored nodes: the best is the first.
    static final Comparator<Node> BEST_FIRST = Comparator
            .comparing((Node node) -> node.score().orElseThrow(), Comparator.reverseOrder())
            .thenComparing(Node::depth).thenComparing(Node::id);

    /// The nodes from the root to a node.
    public List<Node> path(Node node) {
        List<Node> path = new ArrayList<>(List.of(node));
        while (path.getFirst().origin().isPresent())
            path.addFirst(nodes.get(path.getFirst().origin().get().parent()));
        return path;
    }
}
