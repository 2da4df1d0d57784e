package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in checkouts of its own: moved, copied, and started by several users at once.
@Tag("sandbox")
class LauncherIT {

    private static final String VERSION = "frostbench 0.1.0-SNAPSHOT\n";

    @TempDir
    Path folder;

    @Test
    void aCheckoutIsMovedAndCopiedAndEachRunsItsOwnCode() throws Exception {
        Path first = checkout("first");
        launch(first, Map.of(), "--version").ended(0);
        Path second = folder.resolve("a second, with blanks");
        shell("cp -a '" + first + "' '" + second + "'");
        Path third = folder.resolve("moved");
        Files.move(first, third);
        for (Path here : List.of(second, third)) {
            Files.writeString(here.resolve("fixtures/recipes/own-" + here.getFileName().toString().charAt(0) + ".yaml"),
                    "base: host\n");
            Launched said = launch(here, Map.of("FROSTBENCH_JAVA_OPTS", "-XshowSettings:properties"), "--version")
                    .ended(0);
            assertThat(said.out()).isEqualTo(VERSION);
            assertThat(said.err()).contains(here + "/harness/target/start/").doesNotContain(Launched.HOME + "/",
                    first + "/");
            // the start-up cache works in the new place too: it is not made again
            assertThat(launch(here, Map.of("FROSTBENCH_JAVA_OPTS", "-XX:AOTMode=on"), "--version").ended(0).out())
                    .isEqualTo(VERSION);
        }
        assertThat(launch(second, store(), "fixture", "list").ended(0).out()).contains("own-a").doesNotContain("own-m");
        assertThat(launch(third, store(), "fixture", "list").ended(0).out()).contains("own-m").doesNotContain("own-a");
    }

    @Test
    void severalFirstStartsAtOnceCopyTheBuildOnce() throws Exception {
        Path here = checkout("fresh");
        for (int round = 0; round < 3; round++) {
            shell("rm -rf '" + here + "/harness/target/start'");
            for (Launched said : atOnce(6, here, Map.of())) assertThat(said.ended(0).out()).isEqualTo(VERSION);
            try (Stream<Path> starts = Files.list(here.resolve("harness/target/start"))) {
                List<Path> copies = starts.filter(Files::isDirectory).toList();
                assertThat(copies).hasSize(1);
                assertThat(copies.getFirst().resolve("startup.aot")).exists();
                assertThat(copies.getFirst().toFile().list()).noneMatch(name -> name.startsWith(".startup"));
            }
        }
    }

    @Test
    void whatACutOffStartLeftIsNoHindrance() throws Exception {
        Path here = checkout("cut-off");
        Path half = Files.createDirectories(here.resolve("harness/target/start/.half"));
        Files.writeString(half.resolve("frostbench-harness-0.1.0-SNAPSHOT.jar"), "half a jar");
        Files.writeString(here.resolve("harness/target/start/current"), "");
        assertThat(launch(here, Map.of(), "--version").ended(0).out()).isEqualTo(VERSION);
        Files.writeString(here.resolve("harness/target/start/current"), "gone\n");
        assertThat(launch(here, Map.of(), "--version").ended(0).out()).isEqualTo(VERSION);
    }

    /// A stand-in for Maven removes the jars and puts them back. The sources are newer than the build.
    @Test
    void severalBuildOnceAndWhoRunsMeanwhileKeepsItsJars() throws Exception {
        Path here = checkout("building");
        launch(here, Map.of(), "--version").ended(0);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = bin.resolve("mvn");
        Files.writeString(maven, """
                #!/bin/sh
                echo built >> "$COUNT"
                while ! [ -e "$COUNT.go" ]; do sleep 0.1; done
                cp -a "$KEPT/lib" harness/target/lib && cp "$KEPT"/*.jar harness/target/
                """);
        Files.setAttribute(maven, "unix:mode", 0755);
        shell("mkdir '" + folder + "/kept'; cp -a '" + here + "'/harness/target/lib '" + here
                + "'/harness/target/*.jar '" + folder + "/kept/'");
        Files.createDirectories(here.resolve("harness/src/main"));
        Files.writeString(here.resolve("harness/src/main/New.java"), "");
        Map<String, String> environment = new HashMap<>(store());
        environment.putAll(Map.of("FROSTBENCH_BUILD", "yes", "PATH", bin + ":" + System.getenv("PATH"), "KEPT",
                folder.resolve("kept").toString(),
                "COUNT", folder.resolve("count").toString()));
        List<Process> builders = begin(3, here, environment, "--version");
        while (!Files.exists(folder.resolve("count"))) Thread.sleep(50);
        assertThat(here.resolve("harness/target/lib")).doesNotExist();
        // a process that need not build loads classes all the while
        assertThat(launch(here, store(), "fixture", "list").ended(0).out()).contains("not built");
        Files.createFile(folder.resolve("count.go"));
        for (Launched said : finished(builders)) assertThat(said.ended(0).out()).isEqualTo(VERSION);
        assertThat(Files.readAllLines(folder.resolve("count"))).containsExactly("built");
    }

    @Test
    void whatIsEditedWhileItIsBuiltIsBuiltAgain() throws Exception {
        Path here = checkout("edited");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho built >> \"$COUNT\"\n"
                + "[ -e harness/src/main/New.java ] || { mkdir -p harness/src/main; sleep 1; echo >"
                + " harness/src/main/New.java; sleep 1; }\n"
                + "cp -a \"$KEPT/lib\" harness/target/lib && cp \"$KEPT\"/*.jar harness/target/\n");
        Files.setAttribute(bin.resolve("mvn"), "unix:mode", 0755);
        shell("mkdir '" + folder + "/kept'; cp -a '" + here + "'/harness/target/lib '" + here
                + "'/harness/target/*.jar '" + folder + "/kept/'");
        Files.setLastModifiedTime(here.resolve("pom.xml"), FileTime.from(Instant.now()));
        Map<String, String> environment = Map.of("FROSTBENCH_BUILD", "yes", "PATH", bin + ":" + System.getenv("PATH"),
                "KEPT", folder.resolve("kept").toString(), "COUNT", folder.resolve("count").toString());
        for (int start = 0; start < 3; start++) launch(here, environment, "--version").ended(0);
        assertThat(Files.readAllLines(folder.resolve("count"))).containsExactly("built", "built");
    }

    /// What a start needs of this checkout, without sources.
    private Path checkout(String name) throws Exception {
        Path here = Files.createDirectory(folder.resolve(name));
        Files.createDirectories(here.resolve("harness/target"));
        Files.createDirectories(here.resolve("fixtures"));
        shell("cd '" + Launched.HOME + "' && cp -a frostbench pom.xml '" + here
                + "/' && cp -a fixtures/launch fixtures/recipes '" + here
                + "/fixtures/' && cp -a harness/target/lib harness/target/frostbench-harness-*.jar '" + here
                + "/harness/target/'");
        return here;
    }

    private Map<String, String> store() {
        return Map.of("FROSTBENCH_STORE", folder.resolve("store").toString());
    }

    private void shell(String line) throws Exception {
        Launched.start(folder, Map.of(), List.of("sh", "-c", line)).ended(0);
    }

    private Launched launch(Path checkout, Map<String, String> environment, String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of(checkout.resolve("frostbench").toString()));
        argv.addAll(List.of(words));
        return Launched.start(folder, environment, argv);
    }

    private List<Launched> atOnce(int number, Path checkout, Map<String, String> environment) throws Exception {
        return finished(begin(number, checkout, environment, "--version"));
    }

    private List<Process> begin(int number, Path checkout, Map<String, String> environment, String word)
            throws IOException {
        List<Process> started = new ArrayList<>();
        for (int each = 0; each < number; each++) {
            var builder = new ProcessBuilder(checkout.resolve("frostbench").toString(), word)
                    .redirectError(new File(folder.toFile(), "err-" + each));
            builder.environment().put("FROSTBENCH_BUILD", "never");
            builder.environment().putAll(environment);
            started.add(builder.start());
        }
        return started;
    }

    private List<Launched> finished(List<Process> started) throws Exception {
        List<Launched> ended = new ArrayList<>();
        for (int each = 0; each < started.size(); each++) {
            String out = new String(started.get(each).getInputStream().readAllBytes());
            ended.add(new Launched(started.get(each).waitFor(), out, Files.readString(folder.resolve("err-" + each))));
        }
        return ended;
    }
}
