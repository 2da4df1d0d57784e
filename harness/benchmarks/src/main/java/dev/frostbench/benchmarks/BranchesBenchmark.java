package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.Trees;
import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Many sandboxes of one snapshot, all open at once: what each costs on the disk and in time, and what the runner
/// costs in memory. A command runs in each before any is closed; closed, nothing of them is left.
public final class BranchesBenchmark implements Bench {

    @Override
    public String name() {
        return "branches";
    }

    @Override
    public String about() {
        return "many sandboxes of one snapshot open at once [BRANCHES]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return Optional.empty();
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int branches = new Arguments(name(), args, "BRANCHES").number(0, 1000);
        Path folder = Files.createTempDirectory("frostbench-bench-");
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            return measure(snapshots, snapshots.plain(), branches);
        } finally {
            Trees.remove(folder);
        }
    }

    static ObjectNode measure(BenchSnapshots snapshots, Snapshot snapshot, int branches)
            throws IOException, InterruptedException {
        Path scratch = snapshots.folder().resolve("store/open");
        try (Sandbox first = snapshots.fork(snapshot)) {
            Stopwatch.run(first, "/true");
        }
        long emptyBytes = bytes(scratch);
        List<Sandbox> open = new ArrayList<>();
        Figures figures = new Figures();
        ObjectNode report = JsonMapper.shared().createObjectNode().put("branches", branches);
        try {
            for (int i = 0; i < branches; i++) {
                long before = System.nanoTime();
                open.add(snapshots.fork(snapshot));
                figures.add("open", System.nanoTime() - before, true);
            }
            report.put("bytes_each", (bytes(scratch) - emptyBytes) / branches);
            report.put("open_ms_each", Figures.milliseconds(figures.mean("open")));
            for (Sandbox sandbox : open) Stopwatch.run(sandbox, "/true");
            report.put("rss_bytes", residentBytes());
        } finally {
            for (Sandbox sandbox : open) {
                long before = System.nanoTime();
                sandbox.close();
                figures.add("close", System.nanoTime() - before, true);
            }
        }
        return report.put("close_ms_each", Figures.milliseconds(figures.mean("close")));
    }

    /// What the disk gives to a tree, folders too.
    private static long bytes(Path tree) throws IOException, InterruptedException {
        String said = Shell.run(List.of("du", "-s", "-B1", tree.toString()), "du failed");
        return Long.parseLong(said.split("\\s")[0]);
    }

    private static long residentBytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
}
