package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same command from different shells. Whatever comes first on the PATH, the Python that judges is the one that the
/// first run took. All tests use one store, and the first of them is its first use.
@Tag("sandbox")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostPythonIT {

    @TempDir
    static Path store;

    @TempDir
    static Path folder;

    private static String usual;

    @BeforeEach
    void suite() throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: which
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: host
                prediction: {file: /work/answer.py}
                command: [python3, /work/answer.py]
                """);
        Files.writeString(folder.resolve("tasks.jsonl"), "{\"task_id\": \"a\"}\n");
        Files.writeString(folder.resolve("answers.jsonl"), "{\"task_id\": \"a\", \"prediction\": \"import json\"}\n");
    }

    @Test
    @Order(1)
    void theFirstRunSaysWhichItTakesAndEveryOtherOneUsesIt() throws Exception {
        Launched first = run("plain", Map.of());
        assertThat(first.err()).containsPattern(
                "build host: it takes Python 3\\.\\d+\\.\\d+ \\(/.*\\), as later runs will whatever the PATH says");
        usual = python("plain");
        assertThat(first.err()).contains("Python " + usual.replace(" ", " (") + ")");
        Path venv = folder.resolve("virtual environment");
        Launched.start(folder, Map.of(), List.of("python3", "-m", "venv", "--without-pip", venv.toString())).ended(0);
        Files.createDirectories(venv.resolve("lib/fake-certificates"));
        same("venv", Map.of("PATH", venv.resolve("bin") + ":" + path(), "VIRTUAL_ENV", venv.toString(),
                "SSL_CERT_FILE", venv.resolve("lib/fake-certificates/none.pem").toString(), "PIP_CACHE_DIR",
                venv.resolve("cache").toString()));
        same("started-by-python",
                Map.of("PYTHONHOME", "/nonexistent", "PYTHONPATH", folder.toString(), "PYTHONDONTWRITEBYTECODE", "1",
                        "PYTHONHASHSEED", "7", "PYTHONNOUSERSITE", "1"));
        script("shims/python3", "exec " + usual.replaceFirst(".* ", "") + " \"$@\"");
        same("shim", Map.of("PATH", folder.resolve("shims") + ":" + path()));
        script("other/python3", "echo not a Python at all; exit 1");
        same("broken", Map.of("PATH", folder.resolve("other") + ":" + path()));
    }

    @Test
    @Order(2)
    void aChangedProgramIsOneWarningWithTheCommandThatTakesIt() throws Exception {
        Path git = Files.createDirectories(folder.resolve("upgraded")).resolve("git");
        Files.copy(Path.of("/usr/bin/git"), git);
        Files.write(git, new byte[1], StandardOpenOption.APPEND);
        Map<String, String> environment = upgraded();
        Launched warned = run("warned", environment);
        List<String> warnings = warned.err().lines().filter(line -> line.contains("warning")).toList();
        assertThat(warnings).singleElement().asString().contains("git is another")
                .endsWith("/frostbench fixture build --renew host");
        assertThat(warned.err()).doesNotContain("build host");
        assertThat(python("warned")).isEqualTo(usual);
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Launched.start(elsewhere, with(environment), List.of("sh", "-c", warnings.getFirst().replaceFirst(".*: ", "")))
                .ended(0);
        same("renewed", environment);
    }

    @Test
    @Order(3)
    void anotherPythonIsChosenByItsPathAndAWrongOneIsRefused() throws Exception {
        String program = usual.replaceFirst(".* ", "");
        same("by-path", upgraded(), "--python", program);
        same("by-version", upgraded(), "--python", usual.replaceFirst(" .*", ""));
        Launched wrong = Launched
                .launch(folder, with(Map.of()), "run", "suite.yaml", "--out", "wrong", "--python", "snake").ended(2);
        assertThat(wrong.err()).isEqualTo(
                "--python: 'snake' is neither a version nor a path; write e.g. --python 3.12 or --python"
                        + " /usr/bin/python3\n");
        Launched none = Launched
                .launch(folder, with(Map.of()), "run", "suite.yaml", "--out", "wrong", "--python", "3.99").ended(3);
        assertThat(none.err()).contains("Python 3.99 is not installed");
        Launched doctor = Launched.launch(folder, with(Map.of()), "doctor");
        assertThat(doctor.out()).contains(
                "python: Python " + usual.replace(" ", " (") + "), which this machine's fixtures are frozen with");
    }

    private static Map<String, String> upgraded() {
        return Map.of("PATH", folder.resolve("upgraded") + ":" + path());
    }

    /// Runs without a build, a warning or an interpreter other than the usual one.
    private static void same(String name, Map<String, String> environment, String... more) throws Exception {
        Launched launched = run(name, environment, more);
        assertThat(launched.err()).as(name).doesNotContain("build ").doesNotContain("warning");
        assertThat(python(name)).as(name).isEqualTo(usual);
    }

    private static Launched run(String out, Map<String, String> environment, String... more) throws Exception {
        var words = new ArrayList<>(List.of("run", "suite.yaml", "--out", out));
        words.addAll(List.of(more));
        Launched launched = Launched.launch(folder, with(environment), words.toArray(String[]::new)).ended(0);
        assertThat(launched.out()).as(launched.err()).contains("resolved 1 of 1");
        return launched;
    }

    private static Map<String, String> with(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("FROSTBENCH_STORE", store.toString());
        return all;
    }

    /// Version and path, from `run.json`.
    private static String python(String out) throws IOException {
        JsonNode python = JsonMapper.shared().readTree(Files.readString(folder.resolve(out).resolve("run.json")))
                .required("interpreters").required("host");
        return python.required("python").asString() + " " + python.required("path").asString();
    }

    private static String path() {
        return System.getenv("PATH");
    }

    private static void script(String name, String line) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
    }
}
