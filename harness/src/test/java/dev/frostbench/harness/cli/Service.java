package dev.frostbench.harness.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real program that tests need, started for them alone in a folder of its own: a registry of images, or Docker.
///
/// If the program is not installed, a test is skipped and says so. In CI it fails.
final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final Path log;
    private final Process process;

    private Service(String address, Path log, Process process) {
        this.address = address;
        this.log = log;
        this.process = process;
    }

    /// Debian's `docker-registry`, for everybody, on loopback without TLS. Its address is `HOST:PORT`. In CI
    /// `FROSTBENCH_REGISTRY=required`.
    static Service registry(Path folder) throws IOException, InterruptedException {
        Path program = installed("docker-registry", "FROSTBENCH_REGISTRY");
        String address = "127.0.0.1:" + freePort();
        Path settings = Files.writeString(Files.createDirectories(folder).resolve("config.yml"), """
                version: 0.1
                log: {level: warn}
                storage:
                  filesystem: {rootdirectory: %s}
                http: {addr: "%s"}
                """.formatted(folder.resolve("storage"), address));
        return start(address, folder, List.of(program.toString(), "serve", settings.toString()));
    }

    /// Debian's `dockerd`, without a network. Its address is for `DOCKER_HOST`. It needs root. In CI
    /// `FROSTBENCH_DOCKER=required`.
    static Service docker(Path folder) throws IOException, InterruptedException {
        Path program = installed("dockerd", "FROSTBENCH_DOCKER");
        boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        if (!isRoot) missing("dockerd needs root", "FROSTBENCH_DOCKER");
        Path socket = folder.resolve("docker.sock");
        return start("unix://" + socket, Files.createDirectories(folder), List.of(program.toString(), "--data-root",
                folder.resolve("data").toString(), "--exec-root", folder.resolve("exec").toString(), "--pidfile",
                folder.resolve("pid").toString(), "-H", "unix://" + socket, "--exec-opt",
                "native.cgroupdriver=cgroupfs", "--storage-driver", "overlay2", "--bridge=none", "--iptables=false"));
    }

    private static Path installed(String program, String setting) throws IOException {
        for (String folder : List.of("/usr/bin", "/usr/sbin"))
            if (Files.isExecutable(Path.of(folder, program))) return Path.of(folder, program);
        missing("there is no " + program + "; install it: apt-get install "
                + (program.equals("dockerd") ? "docker.io" : program), setting);
        throw new AssertionError("a skipped test does not go on");
    }

    private static void missing(String what, String setting) throws IOException {
        if ("required".equals(System.getenv(setting))) throw new IOException(what);
        assumeTrue(false, what);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Service start(String address, Path folder, List<String> argv)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        var service = new Service(address, log, new ProcessBuilder(new ArrayList<>(argv)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start());
        Instant end = Instant.now().plus(PATIENCE);
        while (!service.answers()) {
            if (service.process.isAlive() && Instant.now().isBefore(end)) {
                Thread.sleep(20);
                continue;
            }
            service.close();
            throw new IOException(argv.getFirst() + " does not start:\n" + Files.readString(log));
        }
        return service;
    }

    private boolean answers() {
        try {
            if (address.startsWith("unix://")) {
                var socket = UnixDomainSocketAddress.of(address.substring("unix://".length()));
                try (var channel = SocketChannel.open(socket)) {
                    return channel.isConnected();
                }
            }
            try (var socket = new Socket()) {
                String[] parts = address.split(":");
                socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), 1000);
                return true;
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    String address() {
        return address;
    }

    /// Docker first ends its own programs.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IOException("did not end when asked:\n" + Files.readString(log));
    }
}
