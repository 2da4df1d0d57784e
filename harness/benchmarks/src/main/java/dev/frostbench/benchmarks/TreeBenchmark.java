package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.bench.Bench;
import dev.frostbench.harness.search.Budget;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.SandboxStates;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.Search;
import dev.frostbench.harness.search.SearchResult;
import dev.frostbench.harness.search.Strategy;
import dev.frostbench.harness.search.TreeSearch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How long a search takes that tries everything: each state is forked, changed by a command, frozen, scored by another
/// command, and told from all others by its content. Depth 3 and width 8 are 585 states.
///
///     request ──fork──▶ walls ──start──▶ first instruction         fork_p50_ms, before and after each tree
///     a tree of WIDTH candidates a state and DEPTH steps           tree_s, with a worker a processor
///     one worker's time for one state                              state_ms
public final class TreeBenchmark implements Bench {

    private static final int FORKS = 100;

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String about() {
        return "a search that tries everything: 8 candidates a state, 3 steps deep [DEPTH [WIDTH [ROUNDS]]]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return Compiler.lack();
    }

    @Override
    public ObjectNode run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(name(), args, "DEPTH, WIDTH and ROUNDS, each at least 1");
        int depth = arguments.number(0, 3);
        int width = arguments.number(1, 8);
        int rounds = arguments.number(2, 3);
        try (BenchFolder folder = BenchFolder.make(); BenchSnapshots snapshots = BenchSnapshots.open(folder.path())) {
            Snapshot root = snapshots.withShell();
            search(snapshots, root, 1, width); // warms up
            Figures figures = new Figures();
            for (int round = 0; round < rounds; round++) {
                forks(snapshots, root, figures);
                figures.add("tree", search(snapshots, root, depth, width), true);
            }
            forks(snapshots, root, figures);
            return report(figures, states(depth, width));
        }
    }

    private static void forks(BenchSnapshots snapshots, Snapshot root, Figures figures)
            throws IOException, InterruptedException {
        for (int i = 0; i < FORKS; i++) figures.add("fork", snapshots.first(root), i >= FORKS / 2);
    }

    private static long search(BenchSnapshots snapshots, Snapshot root, int depth, int width)
            throws IOException, InterruptedException {
        List<Candidate> candidates = IntStream.range(0, width).mapToObj(
                number -> new Candidate("append " + number, "echo " + number + " >> /steps")).toList();
        Search search = new Search(new Search.Source.Fixed(candidates),
                new Search.Scoring("s=0; while read -r n; do s=$((s * " + width + " + n)); done < /steps; echo $s",
                        Search.Reading.LAST_LINE),
                new Strategy.Beam(states(depth, width)), depth, Optional.<Score>empty(), Duration.ofMinutes(1),
                new Budget(states(depth, width), Optional.empty(), Long.MAX_VALUE));
        var settings = new SandboxStates.Settings(
                snapshot -> snapshots.runtime().fork(snapshot, ForkOptions.standard()), Optional.empty(), Payer.DEFAULT,
                false);
        try (SandboxStates states = SandboxStates.open(snapshots.runtime().store(), snapshots.runtime(), root,
                settings)) {
            long before = System.nanoTime();
            SearchResult result = new TreeSearch(search, states, workers(), _ -> {}).run();
            long took = System.nanoTime() - before;
            long scored = result.tree().nodes().stream().filter(node -> node.score().isPresent()).count();
            if (scored == states(depth, width)) return took;
            throw new IOException("the search of the benchmark ended with " + result.end() + " and " + scored
                    + " states, " + result.tree().nodes().getLast());
        }
    }

    private static int workers() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static int states(int depth, int width) {
        long states = 1;
        for (int level = 0; level < depth; level++) states = Math.min(Integer.MAX_VALUE, states * width + 1);
        return (int) states;
    }

    private static ObjectNode report(Figures figures, int states) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        figures.reportSeconds(report);
        report.remove("fork_s");
        double each = figures.median("tree") * (double) workers() / states;
        report.put("states", states).put("workers", workers());
        report.put("state_ms", Figures.milliseconds((long) each));
        report.put("fork_p50_ms", Figures.milliseconds(figures.median("fork")));
        return report.put("state_to_fork", Math.round(100 * each / figures.median("fork")) / 100.0);
    }
}
