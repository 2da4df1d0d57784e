package dev.frostbench.harness.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.cli.Frostbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredWordsTest {

    @TempDir
    Path folder;

    private Path user;
    private Path suite;

    @BeforeEach
    void suite() throws IOException {
        user = Files.createDirectories(folder.resolve("config/frostbench")).resolve("frostbench.yaml");
        suite = Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("suite.yaml"), "name: s\n");
    }

    @Test
    void withoutFilesTheWordsStayAsTheyAre() throws IOException {
        assertThat(words("run", suite.toString(), "--limit", "3")).containsExactly("run", suite.toString(), "--limit",
                "3");
    }

    @Test
    void whatTheUserWroteOutweighsTheSuiteAndThatTheUsersFile() throws IOException {
        Files.writeString(user, "run: {workers: 1, limit: 2, out: /reports, verbose: true}\n");
        Files.writeString(suite.resolveSibling("frostbench.yaml"), "run: {workers: 5, timeout: 7, limit: 4}\n");
        assertThat(words("run", "--workers=8", suite.toString())).containsExactly("run", "--timeout=7", "--limit=4",
                "--out=/reports", "--verbose", "--workers=8", suite.toString());
        assertThat(words("run", "-q", "--out", "x", suite.toString())).doesNotContain("--out=/reports");
    }

    @Test
    void theSuiteIsFoundBehindOptionsWithValuesByItsFolderAndByItsOption() throws IOException {
        Files.writeString(suite.resolveSibling("frostbench.yaml"),
                "run: {workers: 5}\nfixture build: {workers: 6}\n");
        assertThat(words("run", "--limit", "1", suite.getParent().toString())).contains("--workers=5");
        assertThat(words("fixture", "build", "--suite", suite.toString(), "name")).startsWith("fixture", "build",
                "--workers=6");
        assertThat(words("fixture", "build", "--suite=" + suite, "name")).contains("--workers=6");
    }

    @Test
    void aFlagThatASuiteTurnsOffStaysOff() throws IOException {
        Files.writeString(user, "run: {quiet: true}\n");
        Files.writeString(suite.resolveSibling("frostbench.yaml"), "run: {quiet: false}\n");
        assertThat(words("run", suite.toString())).containsExactly("run", suite.toString());
    }

    @Test
    void theWordsOfACommandInASandboxAreNotOptions() throws IOException {
        Files.writeString(user, "exec: {timeout: 5}\n");
        assertThat(words("exec", "host", "--", "tool", "--timeout=9")).containsExactly("exec", "--timeout=5", "host",
                "--", "tool", "--timeout=9");
    }

    @Test
    void whatASuiteMayNotSayIsRefusedWithItsPlace() throws IOException {
        Path beside = suite.resolveSibling("frostbench.yaml");
        for (String line : List.of("run: {out: /etc}", "run: {allow-leak: x}", "run: {resume: true}",
                "run: {from-registry: there}", "store: /elsewhere", "git-mirror: /elsewhere")) {
            Files.writeString(beside, line + "\n");
            assertThatThrownBy(() -> words("run", suite.toString())).as(line).isInstanceOf(BadInput.class)
                    .hasMessageContaining("mine/frostbench.yaml:1:").hasMessageContaining(
                            "~/.config/frostbench/frostbench.yaml");
        }
    }

    @Test
    void wrongKeysAndValuesAreToldWithTheirLine() throws IOException {
        refused("rum: {workers: 1}", ":1:1: /rum is neither a command nor a setting; did you mean 'run'?");
        refused("run:\n  worker: 1", ":2:3: /run/worker is no option of run; did you mean 'workers'?");
        refused("run:\n  workers: [1, 2]", "/run/workers is no single value; write one value");
        refused("run: 4", "/run is no mapping; write options below it, e.g. workers: 4");
        refused("run:\n  quiet: 4", ":2:3: /run/quiet is '4', and the option takes no value; write true or false");
    }

    private void refused(String text, String message) throws IOException {
        Files.writeString(user, text + "\n");
        assertThatThrownBy(() -> words("run", suite.toString())).isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    private List<String> words(String... words) throws IOException {
        var silent = new PrintWriter(new StringWriter());
        return ConfiguredWords.of(Frostbench.commandLine(silent, silent), List.of(words),
                () -> Set.of("run", "exec", "fixture"), Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString()))
                .words();
    }
}
