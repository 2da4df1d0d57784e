package dev.frostbench.benchmarks;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRequest;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How long a fork takes from the request to the first instruction of its command, walls complete.
///
///     request ──fork──▶ walls ──start──▶ first instruction      fork_p50_ms
///     the same calls in C                first instruction      floor_p50_ms
///     namespaces, overlay, pivot_root    first instruction      bare_p50_ms
///     request ──fork──▶ walls ──start──▶ python3 -c pass ends   python_p50_ms
///
/// One of each in turn, so that what else the machine does falls on all alike. The command is the same program in all.
public final class ForkBenchmark implements Bench {

    private static final int WARM_UP = 100;

    @Override
    public String name() {
        return "fork";
    }

    @Override
    public String about() {
        return "fork to first instruction, beside a C program that builds the same walls [FORKS [LAYERS]]";
    }

    @Override
    public ObjectNode run(List<String> args) throws IOException, InterruptedException {
        int forks = number(args, 0, 400);
        int layers = number(args, 1, 1);
        Path folder = Files.createTempDirectory("frostbench-bench-");
        try {
            return measure(BenchLayers.make(folder, layers), forks);
        } finally {
            BenchLayers.remove(folder);
        }
    }

    private static ObjectNode measure(BenchLayers made, int forks) throws IOException, InterruptedException {
        try (NamespaceBackend backend = NamespaceBackend.open();
                Floor floor = Floor.start(made.folder(), made.layers())) {
            Figures figures = new Figures();
            for (int i = 0; i < forks + WARM_UP; i++) {
                boolean counts = i >= WARM_UP;
                Path scratch = made.scratch();
                figures.add("fork", first(backend, made, scratch), counts);
                figures.add("floor", floor.fork("floor", made.scratch()), counts);
                figures.add("bare", floor.fork("bare", made.scratch()), counts);
                if (i % 4 == 0) figures.add("python", python(backend, made), counts);
                made.clean();
            }
            return report(figures, forks, made.layers().size());
        }
    }

    private static int number(List<String> args, int index, int otherwise) {
        if (args.size() <= index) return otherwise;
        String text = args.get(index);
        if (text.matches("[1-9]\\d{0,5}")) return Integer.parseInt(text);
        throw new BadInput(Problem.of("bench fork", "'" + text + "'", "is no number of forks or layers",
                "give FORKS and LAYERS, each at least 1"));
    }

    private static ObjectNode report(Figures figures, int forks, int layers) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        figures.medians().forEach((name, nanos) -> report.put(name + "_p50_ms", Math.round(nanos / 1e3) / 1e3));
        report.put("fork_to_floor", Math.round(100 * figures.ratio("fork", "floor")) / 100.0);
        return report.put("forks", forks).put("layers", layers);
    }

    private static Sandbox fork(NamespaceBackend backend, BenchLayers made, Path scratch) throws IOException {
        return backend.open(new SandboxRequest(scratch.getFileName().toString(), made.layers(), scratch, Map.of(), "/",
                "root", Limits.standard(), SandboxRequest.Network.NONE, List.of()));
    }

    private static long first(NamespaceBackend backend, BenchLayers made, Path scratch)
            throws IOException, InterruptedException {
        long before = System.nanoTime();
        try (Sandbox sandbox = fork(backend, made, scratch)) {
            byte[] printed = succeeded(sandbox.run(Command.of("/first")));
            // System.nanoTime is CLOCK_MONOTONIC, as in the program
            return ByteBuffer.wrap(printed).order(ByteOrder.nativeOrder()).getLong() - before;
        }
    }

    private static long python(NamespaceBackend backend, BenchLayers made) throws IOException, InterruptedException {
        Path scratch = made.scratch();
        long before = System.nanoTime();
        try (Sandbox sandbox = fork(backend, made, scratch)) {
            succeeded(sandbox.run(Command.of(made.python(), "-c", "pass")));
            return System.nanoTime() - before;
        }
    }

    private static byte[] succeeded(Outcome outcome) throws IOException {
        if (outcome.succeeded()) return outcome.stdout();
        throw new IOException("a command of the benchmark failed: " + outcome.end() + " " + new String(outcome.stdout()));
    }
}
