package dev.frostbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.sandbox.namespaces.rootfs.RootKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each variable is read in one place and described in `docs/settings.md`. Those for everyone are in the help too.
class SettingsTest {

    private static final Path TOP = Path.of("..");
    private static final Path PAGE = TOP.resolve("docs/settings.md");
    private static final Path HELP = Path.of("src/test/resources/help/frostbench.txt");
    private static final Pattern NAME = Pattern.compile("FROSTBENCH_[A-Z_]*[A-Z]");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(FROSTBENCH_[A-Z_]+)`");
    /// Variables that only the launcher reads, before Java starts.
    private static final Set<String> OF_THE_LAUNCHER = Set.of("FROSTBENCH_BUILD", "FROSTBENCH_JAVA_OPTS");

    @Test
    void thePageNamesEveryVariableThatSourcesNameAndNoOther() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path source : sources())
            NAME.matcher(text(source)).results().forEach(found -> named.add(found.group()));
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(rows(Files.readString(PAGE))).isEqualTo(named);
    }

    @Test
    void theHelpNamesTheVariablesForEveryoneAndThoseOfTheLauncher() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> usual = rows(page.substring(0, page.indexOf("\n## For tests")));
        assertThat(NAME.matcher(Files.readString(HELP)).results().map(found -> found.group()).toList())
                .containsExactlyInAnyOrderElementsOf(usual);
    }

    @Test
    void theRecordReadsTheVariablesForEveryone() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> usual = rows(page.substring(0, page.indexOf("\n## For tests")));
        usual.removeAll(OF_THE_LAUNCHER);
        Set<String> read = Pattern.compile("\"(FROSTBENCH_[A-Z_]+)\"")
                .matcher(text(Path.of("src/main/java/dev/frostbench/harness/machine/Settings.java"))).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(read).isEqualTo(usual);
    }

    @Test
    void nothingElseReadsTheEnvironment() throws IOException {
        Set<String> readers = new TreeSet<>();
        for (Path source : sources())
            if (source.toString().contains("src/main/java") && text(source).contains("System.getenv("))
                readers.add(source.getFileName().toString());
        assertThat(readers).containsExactly(
                "Compiler.java", // of a benchmark's C program: PATH
                "Launch.java", // what the launcher passes on
                "Settings.java",
                "TemporaryFolder.java"); // TMPDIR
    }

    @Test
    void buildsHaveACompileCacheUnlessItIsOff() {
        assertThat(compileCache("")).contains(2_000_000_000L);
        assertThat(compileCache("5GB")).contains(5_000_000_000L);
        assertThat(compileCache("off")).isEmpty();
        for (String wrong : List.of("on", "1MB", "none"))
            assertThatThrownBy(() -> compileCache(wrong)).isInstanceOf(BadInput.class)
                    .hasMessageContaining("FROSTBENCH_COMPILE_CACHE").hasMessageContaining("'" + wrong + "'");
    }

    private static Optional<Long> compileCache(String value) {
        return Settings.of(Map.of("FROSTBENCH_COMPILE_CACHE", value)).builds().compileCache();
    }

    @Test
    void eachVariableHasItsValueAndAnEmptyOneIsNotSet() {
        Settings settings = Settings.of(Map.of("FROSTBENCH_STORE", "/s", "FROSTBENCH_BACKEND", "copy",
                "FROSTBENCH_GIT_MIRROR", "/m", "FROSTBENCH_DEBIAN_SNAPSHOTS", "file:///d", "FROSTBENCH_JDK", "/j",
                "FROSTBENCH_REGISTRY_CA", "/ca", "FROSTBENCH_CRIU", "/criu", "FROSTBENCH_TRACE", "", "PATH", "/bin"));
        assertThat(settings.store()).contains("/s");
        assertThat(settings.root()).isEqualTo(RootKind.COPY);
        assertThat(settings.gitMirror()).contains(Path.of("/m"));
        assertThat(settings.debianSnapshots()).contains("file:///d");
        assertThat(settings.jdk()).contains(Path.of("/j"));
        assertThat(settings.registry(true).authority()).contains(Path.of("/ca"));
        assertThat(settings.criu()).contains(Path.of("/criu"));
        assertThat(settings.registry(true).plainHttp()).isTrue();
        assertThat(settings.trace()).isTrue();
        assertThat(settings.builds().environment()).containsEntry("PATH", "/bin");
        assertThat(settings.builds().gitMirror()).contains(Path.of("/m"));
        Settings empty = Settings.of(Map.of("FROSTBENCH_STORE", "", "FROSTBENCH_BACKEND", "", "FROSTBENCH_GIT_MIRROR",
                ""));
        assertThat(empty.store()).isEmpty();
        assertThat(empty.root()).isEqualTo(RootKind.OVERLAY);
        assertThat(empty.gitMirror()).isEmpty();
        assertThat(empty.trace()).isFalse();
    }

    @Test
    void aBackendThatIsNoneIsBadInputAsSoonAsItIsWanted() {
        Settings settings = Settings.of(Map.of("FROSTBENCH_BACKEND", "dokcer"));
        assertThatThrownBy(settings::root).isInstanceOf(BadInput.class)
                .hasMessageContaining("FROSTBENCH_BACKEND is 'dokcer', which is no backend");
    }

    private static Set<String> rows(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Programs, scripts, build files and tests; not this one.
    private static List<Path> sources() throws IOException {
        try (Stream<Path> walked = Files.walk(TOP)) {
            return walked.filter(Files::isRegularFile).filter(file -> {
                String path = file.toString();
                return !path.contains("/target/") && !path.contains("/.git/") && !path.endsWith("SettingsTest.java")
                        && (path.matches(".*\\.(java|c|py|xml|sh)") || path.endsWith("/frostbench")
                                || path.contains("/launch/bin/") || path.endsWith(".ci/run"));
            }).toList();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
