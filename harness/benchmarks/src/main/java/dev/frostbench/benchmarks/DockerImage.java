package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The lowest layer as an image of this machine's Docker, if its daemon answers.
final class DockerImage implements AutoCloseable {

    private final String name;
    private final String lack;

    /// @param name empty if there is no daemon
    /// @param lack why there is none; empty if there is one
    private DockerImage(String name, String lack) {
        this.name = name;
        this.lack = lack;
    }

    static DockerImage make(Path layer) throws IOException, InterruptedException {
        String lack = lack();
        if (!lack.isEmpty()) return new DockerImage("", lack);
        String name = "frostbench-bench-" + UUID.randomUUID();
        Shell.run(List.of("sh", "-c", "tar -C \"$1\" -c . | docker import - \"$2\"", "sh", layer.toString(), name),
                "docker import failed");
        return new DockerImage(name, "");
    }

    private static String lack() throws InterruptedException {
        try {
            Shell.run(List.of("docker", "version", "--format", "{{.Server.Version}}"),
                    "no Docker daemon answers the program docker");
            return "";
        } catch (IOException absent) {
            return absent.getMessage();
        }
    }

    /// Why it does not answer; empty if it does.
    String lacks() {
        return lack;
    }

    boolean answers() {
        return !name.isEmpty();
    }

    long toFirstInstruction() throws IOException, InterruptedException {
        long before = System.nanoTime();
        Process run = new ProcessBuilder("docker", "run", "--rm", "--network", "none", name, "/first").start();
        byte[] printed = run.getInputStream().readAllBytes();
        if (run.waitFor() != 0 || printed.length != Long.BYTES)
            throw new IOException("docker run failed: " + new String(run.getErrorStream().readAllBytes()));
        return ByteBuffer.wrap(printed).order(ByteOrder.nativeOrder()).getLong() - before;
    }

    @Override
    public void close() throws IOException {
        if (!answers()) return;
        try {
            Shell.run(List.of("docker", "rmi", "--force", name), "docker rmi failed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while image " + name + " was removed", interrupted);
        }
    }
}
