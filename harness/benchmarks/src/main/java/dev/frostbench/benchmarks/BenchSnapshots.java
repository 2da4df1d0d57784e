package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.ManifestEdit;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Snapshots of given sizes and depths in a store of the benchmarks' own, and the sandboxes forked from them.
///
/// The lowest layer holds this machine's Python, `/first`, and pseudo-random bytes up to the given size (none if Python
/// alone is larger). Each other layer holds one small file.
final class BenchSnapshots implements AutoCloseable {

    static final long SMALL = 100_000_000;
    static final long LARGE = 10_000_000_000L;

    private static final String PYTHON = "python";
    private static final int FILE = 250_000_000;
    private static final int BLOCK = 1_000_000;

    private final Path folder;
    private final NamespaceBackend backend;
    private final LocalStore store;
    private final LocalRuntime runtime;

    private BenchSnapshots(Path folder, NamespaceBackend backend, LocalStore store) {
        this.folder = folder;
        this.backend = backend;
        this.store = store;
        this.runtime = new LocalRuntime(store, backend);
    }

    /// @param folder of the store; what is made once is found again
    static BenchSnapshots open(Path folder) throws IOException {
        NamespaceBackend backend = NamespaceBackend.open();
        try {
            return new BenchSnapshots(folder, backend, LocalStore.open(folder.resolve("store")));
        } catch (IOException | RuntimeException failure) {
            backend.close();
            throw failure;
        }
    }

    Path folder() {
        return folder;
    }

    LocalRuntime runtime() {
        return runtime;
    }

    Snapshot snapshot(long baseBytes, int layers) throws IOException, InterruptedException {
        String name = "bench/" + baseBytes + "-" + layers;
        Optional<Snapshot> made = store.find(name);
        if (made.isPresent()) return made.get();
        Snapshot snapshot = layers == 1 ? base(baseBytes) : layer(snapshot(baseBytes, layers - 1), layers);
        store.name(name, snapshot.digest());
        return snapshot;
    }

    /// A snapshot of only this machine's Python and `true`. It needs no compiler.
    Snapshot plain() throws IOException, InterruptedException {
        Path tree = store.workshop();
        String python = BottomTree.fill(tree);
        return keep(tree, python);
    }

    /// The same with a shell and `/first`.
    Snapshot withShell() throws IOException, InterruptedException {
        Path tree = store.workshop();
        BottomTree.addShell(tree);
        Path build = Files.createTempDirectory(folder, "build-");
        BottomTree.addFirst(tree, build);
        Trees.remove(build);
        Trees.normalise(tree);
        return store.add(Optional.of(plain()), tree, FreezeRequest.by("bench"));
    }

    private Snapshot layer(Snapshot below, int number) throws IOException {
        Path tree = store.workshop();
        Files.writeString(tree.resolve("file-" + number), "layer " + number);
        Trees.normalise(tree);
        return store.add(Optional.of(below), tree, FreezeRequest.by("bench"));
    }

    private Snapshot base(long bytes) throws IOException, InterruptedException {
        Path tree = store.workshop();
        String python = BottomTree.fill(tree);
        Path build = Files.createTempDirectory(folder, "build-");
        BottomTree.addFirst(tree, build);
        Trees.remove(build);
        fill(tree.resolve("data"), bytes - size(tree));
        return keep(tree, python);
    }

    private Snapshot keep(Path tree, String python) throws IOException {
        Trees.normalise(tree);
        return store.add(Optional.empty(), tree, FreezeRequest.by("bench").edit(new ManifestEdit(Map.of(),
                Optional.empty(), Optional.empty(), Map.of(PYTHON, python))));
    }

    /// Writes bytes that no file system can share or leave out.
    private static void fill(Path data, long bytes) throws IOException {
        Files.createDirectory(data);
        SplittableRandom random = new SplittableRandom(bytes);
        byte[] block = new byte[BLOCK];
        for (long left = bytes; left > 0; left -= FILE) {
            try (OutputStream out = Files.newOutputStream(data.resolve(Long.toString(left)))) {
                for (long here = Math.min(left, FILE); here > 0; here -= BLOCK) {
                    random.nextBytes(block);
                    out.write(block, 0, (int) Math.min(here, BLOCK));
                }
            }
        }
    }

    private static long size(Path tree) throws IOException {
        long[] sum = new long[1];
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    Sandbox fork(Snapshot snapshot) throws IOException {
        return runtime.fork(snapshot, ForkOptions.standard());
    }

    long first(Snapshot snapshot) throws IOException, InterruptedException {
        return Stopwatch.toFirstInstruction(() -> fork(snapshot));
    }

    /// The interpreter's path inside.
    static String python(Snapshot snapshot) {
        return snapshot.manifest().labels().get(PYTHON);
    }

    @Override
    public void close() throws IOException {
        try (backend; store; runtime) {
            // in the order of the sandboxes, the store, the backend
        }
    }
}
