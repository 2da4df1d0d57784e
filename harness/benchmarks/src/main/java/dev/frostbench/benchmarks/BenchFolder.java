package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder in Java's temporary folder that a benchmark fills and removes. If a benchmark was killed, the next one
/// removes its folder.
record BenchFolder(Path path) implements AutoCloseable {

    private static final String NAME = "frostbench-bench-";

    static BenchFolder make() throws IOException {
        sweep(Path.of(System.getProperty("java.io.tmpdir")));
        return new BenchFolder(Files.createTempDirectory(NAME + ProcessHandle.current().pid() + "-"));
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NAME + "*-*")) {
            for (Path folder : left) {
                String owner = folder.getFileName().toString().substring(NAME.length()).split("-")[0];
                boolean ours = Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")));
                if (ours && owner.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty())
                    Trees.remove(folder);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Trees.remove(path);
    }
}
