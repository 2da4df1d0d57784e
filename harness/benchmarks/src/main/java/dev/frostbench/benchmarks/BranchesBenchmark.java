package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.harness.bench.Bench;
import dev.frostbench.harness.machine.DiskRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Many sandboxes of one snapshot, all open at once: what each costs in disk space and time, and how much memory they
/// cost this process. A command runs in each before any is closed. Once they are closed, nothing of them is left.
public final class BranchesBenchmark implements Bench {

    private static final long GIGABYTE = 1_000_000_000;
    private static final long DISK_EACH = 64 << 10;

    @Override
    public String name() {
        return "branches";
    }

    @Override
    public String about() {
        return "many sandboxes of one snapshot open at once [BRANCHES [GIGABYTES]]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return args.size() > 1 ? Compiler.lack() : Optional.empty();
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(name(), args, "BRANCHES and GIGABYTES, each at least 1");
        int branches = arguments.number(0, 1000);
        int gigabytes = arguments.number(1, 0);
        try (BenchFolder folder = BenchFolder.make()) {
            DiskRoom.require(folder.path(), gigabytes * GIGABYTE + branches * DISK_EACH,
                    "the snapshot of the benchmark");
            try (BenchSnapshots snapshots = BenchSnapshots.open(folder.path())) {
                return measure(snapshots,
                        gigabytes == 0 ? snapshots.plain() : snapshots.snapshot(gigabytes * GIGABYTE, 1), branches);
            }
        }
    }

    static ObjectNode measure(BenchSnapshots snapshots, Snapshot snapshot, int branches)
            throws IOException, InterruptedException {
        return measure(snapshots, snapshot, branches, () -> {});
    }

    /// @param whileOpen runs when all are open
    static ObjectNode measure(BenchSnapshots snapshots, Snapshot snapshot, int branches, Runnable whileOpen)
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
            whileOpen.run();
        } finally {
            for (Sandbox sandbox : open) {
                long before = System.nanoTime();
                sandbox.close();
                figures.add("close", System.nanoTime() - before, true);
            }
        }
        return report.put("close_ms_each", Figures.milliseconds(figures.mean("close")));
    }

    /// The disk space of a tree, folders included.
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
