package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The library as another project uses it: installed into a Maven repository that is new, found by its coordinates, and
/// used by programs that plain `java` starts. The commands are those of the example's page.
@Tag("sandbox")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {

    private static final String EXAMPLE = "docs/examples/03-branches";
    private static final Pattern COMMAND = Pattern.compile("(?m)^    ((?:mvn|java) .*)$");
    private static final String PRINTED = "layers: 1, 2, 3\nkept: echo 42 > /work/answer\n";
    /// A program that forgets the user namespace.
    private static final String FORGETFUL = """
            import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;

            class Forgetful {
                public static void main(String[] arguments) throws Exception {
                    NamespaceBackend.open().close();
                    System.out.println("opened");
                }
            }
            """;
    /// A program that says who it is, before and after.
    private static final String ENTERING = """
            import dev.frostbench.fixtures.sandbox.namespaces.UserNamespace;
            import java.util.List;

            class Entering {
                public static void main(String[] arguments) throws Exception {
                    System.out.println(ProcessHandle.current().pid() + " " + UserNamespace.isEntered());
                    UserNamespace.enter();
                    System.out.println(List.of(arguments) + System.getProperty("some.property")
                            + new String(System.in.readAllBytes()));
                    System.exit(7);
                }
            }
            """;

    @TempDir
    private static Path folder;

    private Path checkout;
    private Path example;
    private List<String> commands;
    private final Map<String, String> environment = new HashMap<>();

    /// Installs the library from a copy of the checkout, so that nothing of the build around this test changes, and
    /// builds the example beside it.
    @BeforeAll
    void install() throws Exception {
        checkout = folder.resolve("checkout");
        copyCheckout();
        example = folder.resolve("branches");
        Files.move(checkout.resolve(EXAMPLE), example);
        commands = COMMAND.matcher(Files.readString(example.resolve("README.md"))).results()
                .map(found -> found.group(1)).toList();
        assertThat(commands).hasSize(5);
        prepareEnvironment();
        BuiltHost.copyTo(Path.of(environment.get("FROSTBENCH_STORE")));
        run(checkout, commands.get(0)).ended(0);
        run(example, commands.get(1)).ended(0);
    }

    @Test
    void theLibraryIsInstalledWithItsSourcesAndDocuments() {
        for (String library : List.of("fixtures", "documents")) {
            Path installed = folder.resolve("home/.m2/repository/dev/frostbench/frostbench-" + library
                    + "/0.1.0-SNAPSHOT");
            for (String kind : List.of(".jar", "-sources.jar", "-javadoc.jar", ".pom"))
                assertThat(installed.resolve("frostbench-" + library + "-0.1.0-SNAPSHOT" + kind)).isNotEmptyFile();
        }
    }

    @Test
    void theExampleRunsFromItsJarWithoutAWarning() throws Exception {
        Launched launched = run(example, commands.get(2)).ended(0);
        assertThat(launched.out()).isEqualTo(PRINTED);
        assertThat(launched.err()).isEmpty();
    }

    @Test
    void theExampleRunsFromAClassPathWithoutAWarning() throws Exception {
        Launched launched = run(example, commands.get(3)).ended(0);
        assertThat(launched.out()).isEqualTo(PRINTED);
        assertThat(launched.err()).isEmpty();
    }

    @Test
    void aProgramThatForgetsTheNamespaceIsToldWhatToDo() throws Exception {
        Files.writeString(example.resolve("Forgetful.java"), FORGETFUL);
        Launched told = run(example, "java -cp 'target/lib/*' Forgetful.java").ended(1);
        assertThat(told.err()).contains("java.io.IOException: this JVM is not in a user namespace of its own, so it"
                + " cannot make sandboxes; call UserNamespace.enter() first in main, or start Java by the launcher"
                + " (UserNamespace.writeLauncher writes it;");
    }

    @Test
    void theWrittenLauncherStartsWhatDoesNotEnterByItself() throws Exception {
        Files.writeString(example.resolve("Forgetful.java"), FORGETFUL);
        assertThat(run(example, commands.get(4)).ended(0).out()).isEqualTo("launch/bin/java\n");
        Launched launched = run(example, "launch/bin/java --enable-native-access=ALL-UNNAMED -cp 'target/lib/*'"
                + " Forgetful.java").ended(0);
        assertThat(launched.out()).isEqualTo("opened\n");
        assertThat(launched.err()).isEmpty();
    }

    @Test
    void aProgramThatEntersIsTheSameProcessWithTheSameArgumentsAndStreams() throws Exception {
        Files.writeString(example.resolve("Entering.java"), ENTERING);
        Launched launched = run(example, "printf typed | sh -c 'echo $$; exec java --enable-native-access=ALL-UNNAMED"
                + " -Dsome.property=\"a b\" -cp \"target/lib/*\" Entering.java \"\" \"two words\" \"☃\"'").ended(7);
        List<String> lines = launched.out().lines().toList();
        String process = lines.getFirst();
        assertThat(lines).containsExactly(process, process + " false", process + " true", "[, two words, ☃]a btyped");
        assertThat(launched.err()).isEmpty();
    }

    @Test
    void aProgramThatMayNotEnterIsToldWhy() throws Exception {
        Files.writeString(example.resolve("Entering.java"), ENTERING);
        Launched told = run(example, "FROSTBENCH_NO_NAMESPACE=1 java -cp 'target/lib/*' Entering.java").ended(1);
        assertThat(told.err()).contains("unset FROSTBENCH_NO_NAMESPACE");
    }

    /// Maven and Java at home in a new folder. What the build around this test has downloaded is taken from there.
    private void prepareEnvironment() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/.m2")).getParent();
        Files.writeString(home.resolve(".m2/settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>downloaded</id>
                      <repositories><repository><id>downloaded</id><url>%1$s</url></repository></repositories>
                      <pluginRepositories>
                        <pluginRepository><id>downloaded</id><url>%1$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>downloaded</activeProfile></activeProfiles>
                </settings>
                """.formatted(Path.of(System.getProperty("localRepository")).toUri()));
        Path jdk = Path.of(System.getProperty("java.home"));
        environment.put("HOME", home.toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("MAVEN_OPTS", "-Duser.home=" + home + " -Dmaven.repo.local=" + home.resolve(".m2/repository")
                + " -Dspotless.check.skip=true -Dmaven.test.skip=true");
        environment.put("FROSTBENCH_STORE", folder.resolve("store").toString());
        environment.put("LC_ALL", "C.UTF-8");
        for (String launchers : List.of("FROSTBENCH_NAMESPACE", "FROSTBENCH_NO_NAMESPACE", "JDK_JAVA_OPTIONS"))
            environment.put(launchers, "");
    }

    private Launched run(Path where, String command) throws IOException, InterruptedException {
        return Launched.start(folder, environment, List.of("sh", "-c", "cd '" + where + "' && " + command));
    }

    /// All but what is built.
    private void copyCheckout() throws IOException {
        Files.walkFileTree(Launched.HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes known) throws IOException {
                if (Set.of("target", ".git").contains(from.getFileName().toString()))
                    return FileVisitResult.SKIP_SUBTREE;
                Files.createDirectories(checkout.resolve(Launched.HOME.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes known) throws IOException {
                Files.copy(from, checkout.resolve(Launched.HOME.relativize(from)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
