package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Network;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.layered.SandboxRequest;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How long a fork takes from the request to the first instruction of its command, walls complete.
///
///     request ──fork──▶ walls ──start──▶ first instruction      fork_p50_ms
///     the same calls in C                first instruction      floor_p50_ms
///     namespaces, overlay, pivot_root    first instruction      bare_p50_ms
///     request ──fork──▶ walls ──start──▶ python3 -c pass ends   python_p50_ms
///     docker run                         first instruction      docker_p50_ms, or null and docker_lacks
///
/// They take turns, so that other work of the machine affects all alike. All run the same program.
public final class ForkBenchmark implements Bench {

    private static final int WARM_UP = 150;

    @Override
    public String name() {
        return "fork";
    }

    @Override
    public String about() {
        return "fork to first instruction, beside a C program that builds the same walls [FORKS [LAYERS]]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return Compiler.lack();
    }

    @Override
    public ObjectNode run(List<String> args) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(name(), args, "FORKS and LAYERS, each at least 1");
        int forks = arguments.number(0, 400);
        int layers = arguments.number(1, 1);
        try (BenchFolder folder = BenchFolder.make()) {
            return measure(BenchLayers.make(folder.path(), layers), forks);
        }
    }

    private static ObjectNode measure(BenchLayers made, int forks) throws IOException, InterruptedException {
        try (NamespaceBackend backend = NamespaceBackend.open();
                Floor floor = Floor.start(made.folder(), made.layers());
                DockerImage docker = DockerImage.make(made.layers().getLast())) {
            Figures figures = new Figures();
            for (int i = 0; i < forks + WARM_UP; i++) {
                boolean counts = i >= WARM_UP;
                Path scratch = made.scratch();
                figures.add("fork", Stopwatch.toFirstInstruction(() -> fork(backend, made, scratch)), counts);
                figures.add("floor", floor.fork("floor", made.scratch()), counts);
                figures.add("bare", floor.fork("bare", made.scratch()), counts);
                if (i % 4 == 0) {
                    Path other = made.scratch();
                    figures.add("python",
                            Stopwatch.toEnd(() -> fork(backend, made, other), made.python(), "-c", "pass"),
                            counts);
                }
                if (i % 20 == 0 && docker.answers()) figures.add("docker", docker.toFirstInstruction(), counts);
                made.clean();
            }
            ObjectNode report = report(figures, forks, made.layers().size());
            return docker.answers() ? report
                    : report.putNull("docker_p50_ms").put("docker_lacks", docker.lacks());
        }
    }

    private static ObjectNode report(Figures figures, int forks, int layers) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        figures.report(report);
        report.put("fork_to_floor", Math.round(100 * figures.ratio("fork", "floor")) / 100.0);
        return report.put("forks", forks).put("layers", layers);
    }

    private static Sandbox fork(NamespaceBackend backend, BenchLayers made, Path scratch) throws IOException {
        return backend.open(new SandboxRequest(scratch.getFileName().toString(), made.layers(), scratch, Map.of(), "/",
                "root", Limits.standard(), Network.NONE, List.of()));
    }
}
