package dev.frostbench.harness.search;

import dev.frostbench.harness.search.End.Resource;
import dev.frostbench.harness.search.Growth.Wanted;
import dev.frostbench.harness.search.Search.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a search does by itself, round by round:
///
///     tree ──strategy──▶ plan ──growth──▶ tree
///
/// 1. Equal scores give an equal tree, however many workers there are and however long anything takes. Only the budget
///    of time and the user depend on the clock.
/// 2. The first try, in the order of the plan, that ends the search ends it. What comes after it is dropped.
/// 3. A candidate that fails is a node with the reason. A machine that fails ends the search.
///
/// @param growth a new one
public record Rounds(Search search, Growth growth) {

    /// Scores the root, and searches until there is a reason to end. Call it once, before anybody else lets the tree
    /// grow.
    ///
    /// @throws IOException if the listener fails
    public End run() throws IOException, InterruptedException {
        Optional<End> end = growth.begin();
        while (end.isEmpty()) end = round(growth.tree());
        return end.get();
    }

    private Optional<End> round(Tree before) throws IOException, InterruptedException {
        if (growth.isStopped()) return Optional.of(new End.Stopped());
        List<Expansion> plan = search.strategy().plan(before);
        if (plan.isEmpty()) return Optional.of(new End.Exhausted());
        if (growth.left() == 0) return Optional.of(new End.Spent(Resource.SANDBOXES));
        Optional<End> end = ask(before, plan);
        if (end.isPresent()) return end;
        Tree tree = growth.tree();
        List<Wanted> wanted = new ArrayList<>();
        int left = growth.left();
        for (Expansion expansion : plan) {
            List<Candidate> candidates = tree.untried(expansion.node()).orElse(List.of()).stream()
                    .limit(Math.min(expansion.most(), left)).toList();
            left -= candidates.size();
            wanted.add(new Wanted(expansion.node(), candidates));
        }
        return growth.grow(wanted).end();
    }

    /// Finds the candidates of the planned nodes that nobody has asked for any.
    private Optional<End> ask(Tree tree, List<Expansion> plan) throws IOException, InterruptedException {
        List<Node> unasked = plan.stream().map(Expansion::node).filter(node -> tree.offer(node).isEmpty()).toList();
        return switch (search.source()) {
            case Source.Fixed(List<Candidate> candidates) -> {
                unasked.forEach(node -> growth.offer(node, Offer.of(candidates)));
                yield Optional.empty();
            }
            case Source.Proposed(String run) -> growth.ask(unasked, run);
            case Source.Driver _ -> Optional.empty();
        };
    }
}
