package dev.frostbench.harness.search;

import java.util.List;

/// Where a search goes on. A strategy is a pure function of the tree: it plans a round, all of which may be tried side
/// by side. So the tree does not depend on how many workers there are or how long anything takes.
public sealed interface Strategy {

    /// The next round; empty if nothing is left to try.
    List<Expansion> plan(Tree tree);

    /// Tries all candidates of the best open nodes.
    ///
    /// @param width how many nodes a round
    record BestFirst(int width) implements Strategy {
        public BestFirst {
            atLeastOne(width);
        }

        @Override
        public List<Expansion> plan(Tree tree) {
            return tree.nodes().stream().filter(tree::isOpen).sorted(Tree.BEST_FIRST).limit(width)
                    .map(Expansion::all).toList();
        }
    }

    /// Keeps the best nodes of each depth and tries all candidates of these.
    ///
    /// @param width how many nodes of a depth are kept
    record Beam(int width) implements Strategy {
        public Beam {
            atLeastOne(width);
        }

        @Override
        public List<Expansion> plan(Tree tree) {
            List<Node> scored = tree.nodes().stream().filter(node -> node.score().isPresent()).toList();
            int depth = scored.stream().mapToInt(Node::depth).max().orElse(0);
            return scored.stream().filter(node -> node.depth() == depth).sorted(Tree.BEST_FIRST).limit(width)
                    .filter(tree::isOpen).map(Expansion::all).toList();
        }
    }

    /// Tries candidates, descends at once into the best child that improves on its parent, and goes back up where none
    /// does.
    ///
    /// @param width how many candidates of a node are tried before the search descends
    record DepthFirst(int width) implements Strategy {
        public DepthFirst {
            atLeastOne(width);
        }

        @Override
        public List<Expansion> plan(Tree tree) {
            return Descent.into(tree).map(node -> List.of(new Expansion(node, width))).orElse(List.of());
        }
    }

    /// UCT: descends by the mean score of what is below a node, and by how seldom it was visited.
    ///
    /// @param exploration how much seldom visits count beside the mean score, which is brought to 0 to 1
    /// @param width how many descents a round
    record Uct(double exploration, int width) implements Strategy {
        public Uct {
            atLeastOne(width);
            if (!(exploration >= 0 && exploration <= 1000))
                throw new IllegalArgumentException("exploration must be from 0 to 1000, got " + exploration);
        }

        @Override
        public List<Expansion> plan(Tree tree) {
            return new UctVisits(tree, exploration).descend(width);
        }
    }

    /// Plans nothing: whoever drives the search says where it goes on, and by which candidates.
    record Driven() implements Strategy {

        @Override
        public List<Expansion> plan(Tree tree) {
            return List.of();
        }
    }

    private static void atLeastOne(int width) {
        if (width < 1) throw new IllegalArgumentException("width must be 1 or more, got " + width);
    }
}
