package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server as a user starts it, by `./frostbench serve`, with a store and a database of its own.
final class LaunchedServer implements AutoCloseable {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("export DAYTONA_API_URL=(\\S+)");

    private final Path folder;
    private final Map<String, String> environment;
    private Process process;
    private String address;

    private LaunchedServer(Path folder) {
        this.folder = folder;
        this.environment = Map.of("FROSTBENCH_BUILD", "never", "FROSTBENCH_STORE", folder.resolve("store").toString());
    }

    /// Starts one and waits until it serves.
    ///
    /// @param snapshot of sandboxes for which none is named
    static LaunchedServer start(Path folder, String snapshot, String... more) throws IOException, InterruptedException {
        var server = new LaunchedServer(folder);
        var argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString(), "serve", "--listen", "127.0.0.1:0",
                "--snapshot", snapshot, "--data", folder.resolve("data").toString()));
        argv.addAll(List.of(more));
        var builder = new ProcessBuilder(argv).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("printed").toFile());
        builder.environment().putAll(server.environment);
        server.process = builder.start();
        try {
            server.address = server.awaitAddress();
            return server;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private String awaitAddress() throws IOException, InterruptedException {
        while (true) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            Matcher said = ADDRESS.matcher(printed());
            if (said.find()) return said.group(1);
            if (ended) throw new IOException("the server ended at once, and printed:\n" + printed());
        }
    }

    String printed() throws IOException {
        return Files.readString(folder.resolve("printed"));
    }

    /// What the SDKs of a new organisation read from their environment.
    Map<String, String> client(String organisation) throws IOException, InterruptedException {
        return Map.of("DAYTONA_API_URL", address, "DAYTONA_API_KEY", newKey(organisation));
    }

    /// A new key of an organisation, which is made if it is not there.
    String newKey(String organisation) throws IOException, InterruptedException {
        return frostbench("serve", "key", "create", "--organisation", organisation, "--data",
                folder.resolve("data").toString()).lines().filter(line -> line.startsWith("fb_")).findFirst()
                .orElseThrow();
    }

    /// Its address, without the path of the API.
    String url() {
        return address.substring(0, address.length() - "/api".length());
    }

    /// Freezes what a shell script leaves in a fork of the host's programs.
    void makeSnapshot(String name, String script) throws IOException, InterruptedException {
        frostbench("snapshot", "create", name, "--from", "host", "--", "sh", "-ec", script);
    }

    /// What another command prints that uses the same store.
    String frostbench(String... words) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(words));
        Said said = Said.by(folder, environment, argv);
        assertThat(said.code()).as(said::text).isZero();
        return said.text();
    }

    /// Ends it by SIGKILL, and tells the process id that it had.
    long kill() {
        process.destroyForcibly().onExit().join();
        return process.pid();
    }

    /// Ends it as Ctrl-C does.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
