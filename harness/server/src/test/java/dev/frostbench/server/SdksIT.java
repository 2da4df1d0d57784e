package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published SDKs, and our wrappers of them, against a server as a user starts it. What they do is in the scripts
/// of `src/test/resources/sdk`. Each ends with 0 if all was as it should be, and has an organisation of its own.
///
/// If the SDKs cannot be installed, the tests are skipped and say what is missing. With `FROSTBENCH_SDKS=required`
/// they fail.
@Tag("sandbox")
class SdksIT {

    private static final Path SCRIPTS = Path.of("src/test/resources/sdk").toAbsolutePath();
    static final InstalledSdks SDKS = new InstalledSdks(Path.of("target/sdks").toAbsolutePath());
    private static final String REPOSITORY = "swebench-django-3.2";

    @TempDir
    static Path folder;

    private static LaunchedServer server;
    private static int organisations;

    @BeforeAll
    static void start() throws Exception {
        server = LaunchedServer.start(folder, "host");
        server.makeSnapshot(REPOSITORY, Files.readString(SCRIPTS.resolve("owner/repository.sh")));
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    static Path installed(InstalledSdks.Install install) throws Exception {
        try {
            return install.perform();
        } catch (InstalledSdks.Missing missing) {
            if ("required".equals(System.getenv("FROSTBENCH_SDKS"))) throw missing;
            assumeTrue(false, missing.getMessage());
            throw missing;
        }
    }

    @Test
    void theHelpTextIsItsGoldenFile() throws Exception {
        assertThat(server.frostbench("serve", "--help"))
                .isEqualTo(Files.readString(SCRIPTS.resolveSibling("help/serve.txt")));
    }

    @Test
    void theScriptOfTheReadmeDoesWhatItSays() throws Exception {
        Matcher script = Pattern.compile("(?s)```python\n(from daytona.*?)```")
                .matcher(Files.readString(Path.of("../../README.md")));
        assertThat(script.find()).isTrue();
        Path python = installed(SDKS::python);
        assertThat(runs(folder, Map.of(), python.toString(), "-c", script.group(1)).strip()).isEqualTo("frozen");
    }

    private static String runs(Path scripts, Map<String, String> more, String... argv) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(server.client("org-" + organisations++));
        // version 2 has a front of its own
        if (scripts.endsWith("version2"))
            environment.compute("DAYTONA_API_URL", (_, url) -> url.replaceFirst("/api$", "/v2"));
        Said said = Said.by(scripts, environment, List.of(argv));
        String printed = server.printed();
        assertThat(said.code()).as(() -> "the exit code of " + String.join(" ", argv) + ", which printed:\n"
                + said.text() + "\nThe server printed:\n" + printed).isZero();
        return said.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "commands", "files", "snapshots", "sessions", "volumes", "asynchronous",
            "search"})
    void python(String script) throws Exception {
        Path python = installed(SDKS::python);
        runs(SCRIPTS.resolve("python"), Map.of(), python.toString(), "-B", script + ".py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "inside", "volumes", "leaves_a_sandbox"})
    void node(String script) throws Exception {
        node("@daytona/sdk", "0.216.0", script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandboxes", "inside", "volumes", "leaves_a_sandbox"})
    void nodeByTheOlderName(String script) throws Exception {
        node("@daytonaio/sdk", "0.218.0", script);
    }

    private static void node(String sdk, String version, String script) throws Exception {
        Path modules = installed(() -> SDKS.node(sdk, version));
        InstalledSdks.copy(SCRIPTS, modules, "node");
        runs(modules.resolve("node"), Map.of("SDK", sdk), "node", script + ".mjs");
    }

    @Test
    void previewOfVersion2() throws Exception {
        Path python = installed(SDKS::pythonOfVersion2);
        runs(SCRIPTS.resolve("version2"), Map.of(), python.toString(), "-B", "preview.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"branches", "tree_search", "driven_search", "driven_search_async", "fixture",
            "asynchronous"})
    void wrappedPython(String script) throws Exception {
        Path python = installed(SDKS::python);
        runs(SCRIPTS.resolve("owner"), Map.of(), python.toString(), "-B", script + ".py");
    }

    @Test
    void wrappedTypeScript() throws Exception {
        Path scripts = compiled();
        for (String script : List.of("scripts", "driven_search")) runs(scripts, Map.of(), "node", script + ".js");
    }

    @Test
    void theSearchesOfTheClientsReadmesDoWhatTheySay() throws Exception {
        Path python = installed(SDKS::python);
        List<String> examples = searches("python");
        assertThat(examples).hasSize(2).filteredOn(script -> script.contains("AsyncDaytona")).hasSize(1);
        for (String script : examples)
            assertThat(runs(folder, Map.of(), python.toString(), "-c", script)).contains("\n-41\n+42\n");
        Path scripts = compiled();
        assertThat(runs(scripts, Map.of(), "node", "readme.js")).contains("\n-41\n+42\n");
    }

    /// The folder of the owner's scripts and of the example in the README, compiled as strictly as any program.
    private static Path compiled() throws Exception {
        Path modules = installed(SDKS::wrappedNode);
        InstalledSdks.copy(SCRIPTS, modules, "owner");
        Path scripts = modules.resolve("owner");
        assertThat(searches("typescript")).hasSize(1);
        Files.writeString(scripts.resolve("readme.ts"), searches("typescript").getFirst());
        runs(scripts, Map.of(), "../node_modules/.bin/tsc", "-p", ".");
        return scripts;
    }

    /// The examples in the README of a client that search.
    private static List<String> searches(String client) throws IOException {
        String text = Files.readString(Path.of("../clients", client, "README.md"));
        return Pattern.compile("(?s)```" + client + "\n(.*?)```").matcher(text).results().map(found -> found.group(1))
                .filter(script -> script.contains("daytona.search")).toList();
    }
}
