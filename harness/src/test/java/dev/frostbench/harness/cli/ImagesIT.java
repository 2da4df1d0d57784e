package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's `import`, `export`, `push` and `pull`, with a real registry and a real Docker.
@Tag("sandbox")
class ImagesIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    /// What is said of a snapshot in one line.
    private static final String DIGEST = "sha256:[0-9a-f]{64}";

    @TempDir
    static Path store;

    @TempDir
    static Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    private static Launched frostbench(Path store, String... args) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), args);
    }

    private static Path elsewhere(String name) {
        return folder.resolve("store-" + name);
    }

    private static String digest(Path store, String name) throws Exception {
        String listed = frostbench(store, "snapshot", "list").ended(0).out();
        return listed.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElseThrow()
                .replaceAll(".*(" + DIGEST + ").*", "$1");
    }

    @Test
    void anotherMachineHasTheVerySnapshotThroughALayout() throws Exception {
        frostbench(store, "export", "host", "oci:" + folder.resolve("layout") + ":v1").ended(0);
        Path other = elsewhere("layout");
        Launched said = frostbench(other, "import", "oci:" + folder.resolve("layout"), "--name", "here").ended(0);
        assertThat(said.out()).containsPattern("(?m)^\\[1/\\d+\\] read \\d+\\.\\d MB$")
                .containsPattern("(?m)^here " + DIGEST + "$");
        assertThat(digest(other, "here")).isEqualTo(digest(store, "host"));
        assertThat(frostbench(other, "exec", "here", "--", "python3", "-c", "print(6 * 7)").out()).isEqualTo("42\n");
        assertThat(frostbench(other, "import", "oci:" + folder.resolve("layout"), "--name", "again").ended(0).out())
                .contains("is there already").doesNotContain("] read");
    }

    @Test
    void whatCannotBeUsedIsToldInOneLineAndNothingIsKept() throws Exception {
        Path other = elsewhere("bad");
        assertThat(frostbench(other, "import", "oci:/none", "--name", "x").ended(2).errors()).singleElement().asString()
                .contains("oci:/none: /none is no folder");
        assertThat(frostbench(other, "import", "docker:x", "--name", "x").ended(2).errors()).singleElement().asString()
                .contains("says no place of an image; write oci:DIR[:TAG]");
        Files.writeString(folder.resolve("no.tar"), "no tar at all".repeat(100));
        assertThat(frostbench(other, "import", "docker-archive:" + folder.resolve("no.tar"), "--name", "x").ended(2)
                .errors()).singleElement().asString().contains("checksum is wrong; it is no tar");
        assertThat(frostbench(store, "export", "none", "oci:" + folder.resolve("x")).ended(2).err())
                .contains("snapshot 'none' is not there");
        assertThat(frostbench(store, "export", "host", "oci:" + folder).ended(2).errors()).singleElement().asString()
                .contains("is not empty, and no OCI layout");
        assertThat(frostbench(store, "export", "host", "oci-archive:/none/x.tar").ended(2).errors()).singleElement()
                .asString().contains("/none is no folder; make it first");
        assertThat(frostbench(store, "push", "host", "Upper/Case").ended(2).errors()).hasSize(1);
        assertThat(frostbench(store, "push", "host", "127.0.0.1:1/x", "--plain-http").ended(3).errors()).hasSize(1);
        assertThat(frostbench(other, "snapshot", "list").ended(0).out()).doesNotContain("sha256:");
    }

    @Test
    void dockerRunsWhatIsExportedAndWhatItBuildsIsImported() throws Exception {
        try (Service docker = Service.docker(folder.resolve("docker"))) {
            Map<String, String> environment = Map.of("FROSTBENCH_STORE", store.toString(), "DOCKER_HOST",
                    docker.address());
            Launched.launch(folder, environment, "export", "host", "docker-daemon:frost/host:1").ended(0);
            assertThat(docker(docker, "run", "--rm", "--network=none", "frost/host:1", "python3", "-c",
                    "print(6 * 7)").out()).isEqualTo("42\n");
            Path context = Files.createDirectory(folder.resolve("context"));
            Files.writeString(context.resolve("Dockerfile"), """
                    FROM frost/host:1
                    ENV GREETING=hello
                    RUN mkdir -m 1777 /data && echo one > /data/one && echo two > /etc/two && chown 7:8 /data/one
                    RUN rm -r /data && mkdir /data && echo three > /data/three && ln /data/three /data/four \\
                        && ln -s three /data/link && rm /etc/two
                    WORKDIR /data
                    USER 1000:1000
                    ENTRYPOINT ["/bin/sh"]
                    EXPOSE 80
                    """);
            docker(docker, "build", "--quiet", "--network=none", "--tag", "frost/built:1", context.toString());
            Launched said = Launched.launch(folder, environment, "import", "docker-daemon:frost/built:1", "--name",
                    "built").ended(0);
            assertThat(said.out()).as("Docker kept the host's layers as they came").contains("is there already");
            String tree = "id -u; id -g; pwd; echo $GREETING; ls -ln /data | cut -c1-10; cat four; cat link;"
                    + " test -e /etc/two || echo gone";
            String wanted = docker(docker, "run", "--rm", "--network=none", "frost/built:1", "-c", tree).out();
            assertThat(frostbench(store, "exec", "built", "--", "sh", "-c", tree).ended(0).out()).isEqualTo(wanted)
                    .contains("1000", "/data", "hello", "three\nthree\n", "gone");
            Launched.launch(folder, environment, "export", "built", "docker-daemon:frost/back:1").ended(0);
            assertThat(docker(docker, "image", "inspect", "--format", "{{json .Config}}", "frost/back:1").out())
                    .contains("\"ExposedPorts\":{\"80/tcp\":{}}", "\"Entrypoint\":[\"/bin/sh\"]",
                            "\"User\":\"1000:1000\"");
        }
        assertThat(Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString(), "DOCKER_HOST",
                "unix:///none"), "import", "docker-daemon:x", "--name", "x").ended(3).err())
                .contains("start Docker, or set DOCKER_HOST");
    }

    /// The program `docker`, which ends with 0.
    private static Launched docker(Service docker, String... args) throws Exception {
        var argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(args));
        return Launched.start(folder, Map.of("DOCKER_HOST", docker.address(), "DOCKER_BUILDKIT", "0"), argv).ended(0);
    }

    @Test
    void aRegistryHoldsEachLayerOnceAndGivesTheVerySnapshot() throws Exception {
        try (Service registry = Service.registry(folder.resolve("registry"))) {
            String repository = registry.address() + "/team/host";
            assertThat(frostbench(store, "push", "host", repository + ":v1", "--plain-http").ended(0).out())
                    .containsPattern("(?m)^\\[1/\\d+\\] send ").containsPattern("(?m)^" + repository + ":v1 " + DIGEST);
            frostbench(store, "snapshot", "create", "changed", "--from", "host", "--", "sh", "-c", "echo x > /x")
                    .ended(0);
            assertThat(frostbench(store, "push", "changed", repository + ":v2", "--plain-http").ended(0).out())
                    .contains("is there already").containsOnlyOnce("send");
            assertThat(frostbench(store, "push", "changed", registry.address() + "/others/it", "--plain-http").ended(0)
                    .out()).as("the registry has the layers in another repository").doesNotContain("send");
            Path other = elsewhere("registry");
            frostbench(other, "pull", repository + ":v1", "--plain-http").ended(0);
            assertThat(
                    frostbench(other, "pull", repository + ":v2", "--plain-http", "--name", "org/mine").ended(0).out())
                    .contains("is there already").containsOnlyOnce("] read");
            assertThat(digest(other, "host-v1")).isEqualTo(digest(store, "host"));
            assertThat(digest(other, "org/mine")).isEqualTo(digest(store, "changed"));
            assertThat(frostbench(other, "exec", "org/mine", "--", "cat", "/x").out()).isEqualTo("x\n");
            assertThat(frostbench(other, "pull", repository + ":v3", "--plain-http").ended(2).errors()).hasSize(1);
            Path context = Files.createDirectory(folder.resolve("from"));
            Files.writeString(context.resolve("Dockerfile"), "FROM " + repository + ":v2\nRUN cat /x > /y\n");
            frostbench(other, "snapshot", "build", "on-it", "--plain-http", context.toString()).ended(0);
            assertThat(frostbench(other, "exec", "on-it", "--", "cat", "/y").out()).isEqualTo("x\n");
            for (String outside : List.of("oci:..", "oci:" + folder, "docker-daemon:x")) {
                Files.writeString(context.resolve("Dockerfile"), "FROM " + outside + "\n");
                assertThat(frostbench(other, "snapshot", "build", "on-it", context.toString()).ended(2).err())
                        .contains("Dockerfile:1: base '" + outside + "' is outside the context; import it first");
            }
            Files.writeString(context.resolve("Dockerfile"), "FROM " + repository + ":v3\nRUN true\n");
            assertThat(frostbench(other, "snapshot", "build", "on-it", "--plain-http", context.toString()).ended(2)
                    .err()).contains("Dockerfile:1: base '" + repository + ":v3'");
            assertThat(frostbench(other, "snapshot", "verify").ended(0).out()).doesNotContain("damaged");
        }
    }

    @Test
    void aPullThatIsKilledGoesOnAndKeepsNothingHalf() throws Exception {
        try (Service registry = Service.registry(folder.resolve("killed"))) {
            String image = registry.address() + "/host:v1";
            frostbench(store, "push", "host", image, "--plain-http").ended(0);
            Path other = elsewhere("killed");
            for (int millis : List.of(300, 600, 900, 1200)) {
                var pull = new ProcessBuilder(HOME.resolve("frostbench").toString(), "pull", image, "--plain-http",
                        "--name", "killed");
                pull.environment().putAll(Map.of("FROSTBENCH_STORE", other.toString(), "FROSTBENCH_BUILD", "never"));
                Process process = pull.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor(millis, TimeUnit.MILLISECONDS)) break;
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            frostbench(other, "pull", image, "--plain-http", "--name", "killed").ended(0);
            assertThat(digest(other, "killed")).isEqualTo(digest(store, "host"));
            frostbench(other, "snapshot", "verify").ended(0);
            try (Stream<Path> left = Files.list(other.resolve("downloads/images"))) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

}
