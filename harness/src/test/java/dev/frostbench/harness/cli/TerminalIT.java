package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Frostbench on a terminal of sixty columns, made by `script`, and without a terminal.
@Tag("sandbox")
class TerminalIT {

    @TempDir
    static Path folder;

    @BeforeAll
    static void suite() throws Exception {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: s
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: a/fixture/with/a/name/that/is/longer/than/the/terminal/is/wide
                prediction: {file: /work/answer}
                command: [sh, /work/answer]
                """);
        Path recipe = folder.resolve("recipes/a/fixture/with/a/name/that/is/longer/than/the/terminal/is/wide.yaml");
        Files.createDirectories(recipe.getParent());
        Files.writeString(recipe,
                "base: {fixture: host}\nsteps:\n  - run: python3 -c 'import time; time.sleep(2); open(\"/big\","
                        + " \"wb\").write(bytes(5 << 20))'\n");
        Files.writeString(folder.resolve("tasks.jsonl"),
                "{\"task_id\":\"" + "long-".repeat(20) + "1\"}\n{\"task_id\":\"b\"}\n");
        Files.writeString(folder.resolve("answers.jsonl"),
                "{\"task_id\":\"" + "long-".repeat(20)
                        + "1\",\"prediction\":\"exec python3 -c 'import time; time.sleep(2)'\"}\n"
                        + "{\"task_id\":\"b\",\"prediction\":\"false\"}\n");
    }

    @Test
    void buildsAndRunsTickInSixtyColumns() throws Exception {
        String said = onTerminal("fresh-store", "run suite.yaml --out run");
        List<String> drawn = Arrays.stream(said.split("[\r\n]+")).map(line -> line.replace("\u001B[K", "")).toList();
        // the line that names the chosen Python stays, and is as long as that Python's path
        assertThat(drawn).filteredOn(line -> line.startsWith("build ") && !line.startsWith("build host: it takes "))
                .as(said).hasSizeGreaterThan(2)
                .anyMatch(line -> line.matches("build a/fixture/.*…? 0:0[1-9].*"))
                .anyMatch(line -> line.matches(".*done in .* s, 5\\.\\d+ MB"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
        assertThat(drawn).filteredOn(line -> line.matches("\\[\\d/2].* run, .*")).as(said).hasSizeGreaterThan(2)
                .anyMatch(line -> line.matches("\\[1/2] 0:0\\d, 1 run, \\d wait: …[-longg1]+ 0:0[1-9]"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
        assertThat(said).contains("[2/2]", "reports: run/index.html");
    }

    @Test
    void helpWrapsToTheTerminal() throws Exception {
        assertThat(onTerminal("store", "run --help").lines()).hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line.strip()).hasSizeLessThanOrEqualTo(60));
        Launched piped = Launched.launch(folder, Map.of("COLUMNS", "60"), "run", "--help");
        assertThat(piped.out().lines()).hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(Launched.launch(folder, Map.of("COLUMNS", ""), "run", "--help").out())
                .contains("Sandboxes at a time; by default one a processor. With --on: on each\n");
    }

    @Test
    void besideATerminalThereAreWholeLinesAlone() throws Exception {
        Path store = folder.resolve("built");
        BuiltHost.copyTo(store);
        Launched run = Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), "run",
                "suite.yaml", "--out", "piped");
        run.ended(0);
        assertThat(run.err()).contains("[2/2] ").doesNotContain("\r", "\u001B");
    }

    private static String onTerminal(String store, String line) throws Exception {
        String command = "stty cols 60 rows 24; exec '" + Launched.HOME.resolve("frostbench") + "' " + line;
        Launched said = Launched.start(folder,
                Map.of("FROSTBENCH_STORE", folder.resolve(store).toString(), "TERM", "xterm", "COLUMNS", ""),
                List.of("script", "--quiet", "--return", "--command", command, "/dev/null"));
        said.ended(0);
        return said.out();
    }
}
