package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.pool.PoolSettings;
import dev.frostbench.fixtures.sandbox.pool.SandboxPool;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a pool saves, and what sandboxes that wait cost.
///
///     request ──taken──▶ start ──▶ first instruction        pool_p50_ms
///     request ──fork──▶ walls ──start──▶ first instruction   fork_p50_ms
///     start ──▶ first instruction, in an open sandbox        command_p50_ms
///     many open at once: this process's own memory           own_kb_each
///                        that of their inits                 init_kb_each
///
/// The first three take turns, so that other work of the machine affects all alike.
public final class PoolBenchmark implements Bench {

    private static final int WARM_UP = 150;
    private static final long PATIENCE_MILLIS = 10_000;

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public String about() {
        return "first instruction in a sandbox that waited, beside a fork; memory of open sandboxes [FORKS [OPEN]]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return Compiler.lack();
    }

    @Override
    public ObjectNode run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(name(), args, "FORKS and OPEN, each at least 1");
        int forks = arguments.number(0, 400);
        int open = arguments.number(1, 100);
        ObjectNode report = JsonMapper.shared().createObjectNode();
        try (BenchFolder folder = BenchFolder.make(); BenchSnapshots snapshots = BenchSnapshots.open(folder.path())) {
            Snapshot snapshot = snapshots.snapshot(1, 1);
            Figures figures = new Figures();
            measure(snapshots, snapshot, forks, figures);
            figures.report(report);
            report.put("fork_to_pool", Math.round(100 * figures.ratio("fork", "pool")) / 100.0);
            weigh(snapshots, snapshot, open, report);
        }
        return report.put("forks", forks).put("open", open);
    }

    private static void measure(BenchSnapshots snapshots, Snapshot snapshot, int forks, Figures figures)
            throws IOException, InterruptedException {
        try (SandboxPool pool = new SandboxPool(snapshots.runtime(), PoolSettings.standard(), PoolBenchmark::failed)) {
            for (int i = 0; i < forks + WARM_UP; i++) {
                boolean counts = i >= WARM_UP;
                pool.want(snapshot, ForkOptions.standard(), 1);
                await(pool, snapshot);
                figures.add("pool", Stopwatch.toFirstInstruction(() -> taken(pool, snapshot)), counts);
                pool.drop(snapshot.digest());
                figures.add("fork", snapshots.first(snapshot), counts);
                try (Sandbox sandbox = snapshots.fork(snapshot)) {
                    Stopwatch.run(sandbox, "/first");
                    figures.add("command", Stopwatch.toFirstInstructionIn(sandbox), counts);
                }
            }
        }
    }

    private static void failed(Object snapshot, IOException why) {
        System.err.println("bench pool: " + why);
    }

    private static Sandbox taken(SandboxPool pool, Snapshot snapshot) throws IOException {
        return pool.fork(snapshot, ForkOptions.standard());
    }

    private static void await(SandboxPool pool, Snapshot snapshot) throws IOException, InterruptedException {
        for (long wait = 0; pool.ready(snapshot, ForkOptions.standard()) == 0; wait++) {
            if (wait > PATIENCE_MILLIS) throw new IOException("no sandbox of the pool got ready");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void weigh(BenchSnapshots snapshots, Snapshot snapshot, int count, ObjectNode report)
            throws IOException {
        List<Sandbox> open = new ArrayList<>();
        OpenMemory before = OpenMemory.now();
        try {
            for (int i = 0; i < count; i++) open.add(snapshots.fork(snapshot));
            OpenMemory after = OpenMemory.now();
            report.put("own_mb", after.ownKilobytes() / 1024);
            report.put("own_kb_each", (after.ownKilobytes() - before.ownKilobytes()) / count);
            report.put("init_kb_each", (after.childKilobytes() - before.childKilobytes()) / count);
        } finally {
            for (Sandbox sandbox : open) sandbox.close();
        }
    }
}
