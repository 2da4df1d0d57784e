package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.bench.Bench;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How long a fork takes that finds a Python running, walls and processes together, beside CRIU alone: with the same
/// image, in namespaces and above a root that were made before. The two take turns.
public final class RestoreBenchmark implements Bench {

    private static final int WARM_UP = 3;
    private static final String PROGRAM = "import time; data = list(range(200000)); kept = open('/kept', 'w');"
            + " open('/ready', 'w').close(); time.sleep(10 ** 6)";
    private static final String CRIU = """
            exec 7< "$1" 8< "$2" 9< "$3" < /dev/null
            exec nsenter --target "$4" --mount --net --ipc --uts --pid --cgroup --setuid 0 --setgid 0 -- \\
                /proc/self/fd/7/ld.so --inhibit-cache --library-path /proc/self/fd/7 /proc/self/fd/7/criu restore \\
                --unprivileged --no-default-config --libdir /proc/self/fd/7/none --images-dir /proc/self/fd/8 \\
                --work-dir /proc/self/fd/9 --log-file restore.log -v2 --restore-detached --manage-cgroups=ignore \\
                --tcp-established
            """;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String about() {
        return "a fork that finds a Python running, beside CRIU alone [ROUNDS]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        if (Settings.here().criu().isEmpty()) return Optional.of("set FROSTBENCH_CRIU, see docs/processes.md");
        return System.getProperty("frostbench.processes") == null
                ? Optional.of("only root of the machine can freeze processes: start it as root")
                : Optional.empty();
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int rounds = new Arguments(name(), args, "ROUNDS").number(0, 30);
        Path criu = Settings.here().criu().orElseThrow().toAbsolutePath();
        try (BenchFolder folder = BenchFolder.make();
                NamespaceBackend backend = NamespaceBackend.open().criu(Optional.of(criu));
                LocalStore store = LocalStore.open(folder.path().resolve("store"));
                LocalRuntime runtime = new LocalRuntime(store, backend)) {
            Snapshot running = running(store, runtime);
            Snapshot files = files(runtime, running);
            Path image = store.place(running, running.manifest().processes().orElseThrow().image().digest());
            Figures figures = new Figures();
            for (int round = 0; round < rounds + WARM_UP; round++) {
                figures.add("restore", fork(runtime, running), round >= WARM_UP);
                figures.add("criu_restore", criu(runtime, files, List.of(criu, image, folder.path())),
                        round >= WARM_UP);
                figures.add("fork", fork(runtime, files), round >= WARM_UP);
            }
            ObjectNode report = JsonMapper.shared().createObjectNode();
            figures.report(report);
            return report.put("restore_to_criu_restore", figures.ratio("restore", "criu_restore"))
                    .put("rounds", rounds);
        }
    }

    private static Snapshot running(LocalStore store, LocalRuntime runtime) throws IOException, InterruptedException {
        Path tree = store.workshop();
        String python = BottomTree.fill(tree);
        BottomTree.addShell(tree);
        Snapshot base = store.add(Optional.empty(), tree, FreezeRequest.by("bench"));
        try (Sandbox sandbox = runtime.fork(base, ForkOptions.standard())) {
            Execution started = runtime.startToFreeze(sandbox, Command.of("/bin/sh", "-c",
                    "exec \"$0\" -c \"$1\" < /dev/null > /log 2>&1", python, PROGRAM));
            while (!sandbox.run(Command.of("/bin/sh", "-c", "[ -e /ready ]")).succeeded()) Thread.sleep(50);
            return runtime.concludeRunning(sandbox, FreezeRequest.by("bench"), started, Optional.empty());
        }
    }

    /// The same files without the processes.
    private static Snapshot files(LocalRuntime runtime, Snapshot running) throws IOException {
        try (Sandbox sandbox = runtime.fork(running, ForkOptions.standard())) {
            return runtime.conclude(sandbox, FreezeRequest.by("bench"), _ -> {});
        }
    }

    private static long fork(LocalRuntime runtime, Snapshot snapshot) throws IOException {
        long began = System.nanoTime();
        Sandbox sandbox = runtime.fork(snapshot, ForkOptions.standard());
        long took = System.nanoTime() - began;
        sandbox.close();
        return took;
    }

    private static long criu(LocalRuntime runtime, Snapshot files, List<Path> folders)
            throws IOException, InterruptedException {
        Set<Long> before = children();
        try (Sandbox _ = runtime.fork(files, ForkOptions.standard())) {
            Set<Long> init = children();
            init.removeAll(before);
            List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", CRIU, "sh"));
            folders.forEach(folder -> words.add(folder.toString()));
            words.add(init.iterator().next().toString());
            long began = System.nanoTime();
            int code = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            long took = System.nanoTime() - began;
            if (code != 0)
                throw new IOException("CRIU failed: " + Files.readString(folders.getLast().resolve("restore.log")));
            return took;
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
