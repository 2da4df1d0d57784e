package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.frostbench.fixtures.snapshot.ImageSettings;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.fixtures.tree.Metadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The Dockerfiles in `src/test/resources/dockerfiles` become the same as with a real Docker, times aside.
///
/// A first line `without BUILDER:` says that this builder of Docker 20.10 cannot build it, and `differs in BUILDER:`
/// which paths are another there, and why.
@Tag("sandbox")
class DockerfilesIT {

    private static final Path DOCKERFILES = Path.of("src/test/resources/dockerfiles").toAbsolutePath();
    /// Debian's, which comes with its `dockerd` and knows BuildKit by itself. A newer one wants a plugin.
    private static final String DOCKER = "/usr/bin/docker";
    private static final List<String> BUILDERS = List.of("classic", "buildkit");

    private static Path folder;
    private static Service docker;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        docker = Service.docker(folder.resolve("docker"));
        BuiltHost.copyTo(folder.resolve("store"));
        frostbench("export", "host", "docker-daemon:host:latest");
        Path context = Files.createDirectory(folder.resolve("context"));
        Launched.start(context, Map.of(), List.of("sh", DOCKERFILES.resolve("context.sh").toString())).ended(0);
    }

    @AfterAll
    static void stop() throws Exception {
        if (docker != null) docker.close();
    }

    private static void frostbench(String... args) throws Exception {
        Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString(), "DOCKER_HOST",
                docker.address()), args).ended(0);
    }

    static Stream<Arguments> dockerfiles() throws Exception {
        try (Stream<Path> files = Files.list(DOCKERFILES)) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d.*"))
                    .sorted().toList();
            assertThat(names).hasSizeGreaterThan(20);
            List<Arguments> builds = new ArrayList<>();
            for (String name : names)
                for (String builder : BUILDERS)
                    if (said(DOCKERFILES.resolve(name), "without " + builder).isEmpty())
                        builds.add(Arguments.of(name, builder));
            return builds.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void bothMakeTheSame(String name, String builder) throws Exception {
        build(DOCKERFILES.resolve(name), builder);
        try (LocalStore store = LocalStore.open(folder.resolve("store"))) {
            Snapshot theirs = store.find("theirs").orElseThrow();
            Snapshot ours = store.find(name).orElseThrow();
            Set<String> known = new TreeSet<>(List.of(said(DOCKERFILES.resolve(name), "differs in " + builder)
                    .orElse("").split(" ")));
            assertThat(differences(store, theirs, ours)).allMatch(change -> known.contains(change.split(" ")[1]));
            assertThat(settings(ours)).isEqualTo(settings(theirs));
        }
    }

    /// Names, modes, owners and times of files that ADD fetches.
    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void whatComesFromAddressesIsTheSame(String builder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", DockerfilesIT::answer);
        server.start();
        try {
            String at = "http://127.0.0.1:" + server.getAddress().getPort();
            Path file = Files.writeString(folder.resolve("addresses"), """
                    FROM host
                    ADD AT/one.txt?query=/x AT/two /srv/
                    ADD AT/archive.tgz /named
                    ADD --chown=3:4 AT/timed/a%20b /timed/
                    ADD AT/moved /
                    """.replace("AT", at));
            build(file, builder);
        } finally {
            server.stop(0);
        }
        try (LocalStore store = LocalStore.open(folder.resolve("store"))) {
            Snapshot theirs = store.find("theirs").orElseThrow();
            Snapshot ours = store.find("addresses").orElseThrow();
            assertThat(differences(store, theirs, ours)).isEmpty();
            for (String path : List.of("/srv/one.txt", "/srv/two", "/named", "/timed/a b", "/moved"))
                assertThat(seconds(store, ours, path)).as(path).isEqualTo(seconds(store, theirs, path));
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/moved")) exchange.getResponseHeaders().set("Location", "/timed/elsewhere");
        if (path.startsWith("/timed"))
            exchange.getResponseHeaders().set("Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT");
        byte[] content = ("content of " + path).getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(path.equals("/moved") ? 302 : 200, head ? -1 : content.length);
        if (!head) exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static long seconds(LocalStore store, Snapshot snapshot, String path) throws Exception {
        try (SnapshotTree tree = store.tree(snapshot)) {
            return Metadata.of(tree.tree().find(path).orElseThrow(() -> new AssertionError(path + " is not there"))
                    .entry()).seconds();
        }
    }

    private static void build(Path file, String builder) throws Exception {
        String name = file.getFileName().toString();
        String context = folder.resolve("context").toString();
        frostbench("snapshot", "build", name, "-f", file.toString(), context);
        Launched.start(folder, Map.of("DOCKER_HOST", docker.address(), "DOCKER_BUILDKIT",
                builder.equals("classic") ? "0" : "1"),
                List.of(DOCKER, "build", "--network=none", "--tag", name, "--file", file.toString(), context))
                .ended(0);
        frostbench("import", "docker-daemon:" + name + ":latest", "--name", "theirs");
    }

    private static Optional<String> said(Path file, String what) throws Exception {
        return Pattern.compile("(?m)^# " + what + ": ([^(\n]*)").matcher(Files.readString(file)).results()
                .map(found -> found.group(1).strip()).findFirst();
    }

    private static List<String> differences(LocalStore store, Snapshot theirs, Snapshot ours) throws Exception {
        List<String> differences = new ArrayList<>();
        try (SnapshotTree one = store.tree(theirs); SnapshotTree other = store.tree(ours)) {
            for (SnapshotDiff.Change change : SnapshotDiff.between(one, other))
                if (!change.what().equals(List.of("mtime")))
                    differences.add(change.change() + " " + change.path() + " " + change.what());
        }
        return differences;
    }

    /// What the two say of themselves, in one form. Docker 20.10 keeps a slash at the end of the working directory.
    private static Map<String, Object> settings(Snapshot snapshot) {
        Manifest manifest = snapshot.manifest();
        ImageSettings image = manifest.image();
        Map<String, Object> settings = new TreeMap<>(Map.of("environment", manifest.environment(), "workdir",
                manifest.workdir().replaceFirst("(?<=.)/$", ""), "user", manifest.user(), "volumes", image.volumes(),
                "ports", image.ports(),
                "entrypoint", image.entrypoint(), "command", image.command(), "shell", image.shell(), "onbuild",
                image.onBuild(), "stop", image.stopSignal()));
        settings.put("health", image.healthcheck().map(JsonMapper.shared()::readTree));
        settings.put("labels", manifest.labels());
        return settings;
    }
}
