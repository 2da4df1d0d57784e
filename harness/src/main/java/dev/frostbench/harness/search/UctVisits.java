package dev.frostbench.harness.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How often UCT was at each node, and what came of it. A descent that is planned but not yet tried counts as a visit
/// that gained nothing, so the descents of one round spread.
final class UctVisits {

    private final Tree tree;
    private final double exploration;
    private final double lowest;
    private final double highest;
    private final int[] visits;
    private final double[] gained;
    private final int[] planned;
    private final boolean[] done;

    UctVisits(Tree tree, double exploration) {
        this.tree = tree;
        this.exploration = exploration;
        int size = tree.nodes().size();
        visits = new int[size];
        gained = new double[size];
        planned = new int[size];
        done = new boolean[size];
        var scores = tree.nodes().stream().flatMap(node -> node.score().stream())
                .mapToDouble(Score::value).summaryStatistics();
        lowest = scores.getMin();
        highest = scores.getMax();
        for (Node node : tree.nodes().reversed()) count(node); // children come before their parents
    }

    private void count(Node node) {
        int id = node.id();
        visits[id]++;
        gained[id] += node.score().map(this::gain).orElse(0.0);
        done[id] = isDone(node);
        if (node.origin().isEmpty()) return;
        int parent = node.origin().get().parent();
        visits[parent] += visits[id];
        gained[parent] += gained[id];
    }

    /// A score as a number from 0 to 1.
    private double gain(Score score) {
        return highest > lowest ? (score.value() - lowest) / (highest - lowest) : 0.5;
    }

    private boolean isDone(Node node) {
        return !hasUntried(node) && tree.children(node).stream().allMatch(child -> done[child.id()]);
    }

    /// Whether a candidate is left that is neither tried nor planned. One is supposed while they are not known.
    private boolean hasUntried(Node node) {
        return tree.isOpen(node) && tree.untried(node).map(List::size).orElse(1) > planned[node.id()];
    }

    /// Plans so many descents, or fewer if nothing is left to try.
    List<Expansion> descend(int most) {
        for (int descent = 0; descent < most && !done[0]; descent++) {
            Node at = tree.root();
            while (!hasUntried(at)) at = next(at);
            planned[at.id()]++;
            visited(at);
        }
        List<Expansion> plan = new ArrayList<>();
        for (Node node : tree.nodes())
            if (planned[node.id()] > 0) plan.add(new Expansion(node, planned[node.id()]));
        return plan;
    }

    private Node next(Node parent) {
        return tree.children(parent).stream().filter(child -> !done[child.id()])
                .max(Comparator.comparingDouble((Node child) -> bound(parent, child))
                        .thenComparing(Node::id, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private double bound(Node parent, Node child) {
        double mean = gained[child.id()] / visits[child.id()];
        return mean + exploration * Math.sqrt(Math.log(visits[parent.id()]) / visits[child.id()]);
    }

    /// Counts a planned visit, from the node up to the root.
    private void visited(Node node) {
        Optional<Node> at = Optional.of(node);
        while (at.isPresent()) {
            visits[at.get().id()]++;
            done[at.get().id()] = isDone(at.get());
            at = at.get().origin().map(origin -> tree.nodes().get(origin.parent()));
        }
    }
}
