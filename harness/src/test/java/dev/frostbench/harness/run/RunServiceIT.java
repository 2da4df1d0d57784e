package dev.frostbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.BuiltHost;
import dev.frostbench.harness.cli.Launched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The run service in a separate program, with real sandboxes: whole runs, shards, their merge, and a stop.
@Tag("sandbox")
class RunServiceIT {

    private static final Path EXAMPLE = Launched.HOME.resolve("docs/examples/01-command");
    private static final Path STARTER = Launched.HOME.resolve("suites/starter");
    private static final int PROBLEMS = 3;
    /// Files with times and durations: they differ between any two runs.
    private static final Set<String> TIMES = Set.of("timings.csv", "index.html");

    @TempDir
    static Path store;

    @TempDir
    static Path folder;

    private static List<String> said;

    @BeforeAll
    static void runs() throws Exception {
        BuiltHost.copyTo(store);
        suite();
        var argv = new ArrayList<>(List.of(Launched.HOME.resolve("fixtures/launch/bin/java").toString(),
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-Dfrostbench.home=" + Launched.HOME, "-cp", System.getProperty("java.class.path"),
                InProcessRuns.class.getName(), folder.toString()));
        Launched launched = Launched.start(folder, Map.of("FROSTBENCH_STORE", store.toString()), argv).ended(0);
        said = launched.out().lines().filter(line -> !line.startsWith("warning ")).toList();
    }

    /// Writes a suite: the programs of the first example, one of which does not end, with one empty answer; and some
    /// problems of the starter suite with all their answers.
    private static void suite() throws IOException {
        List<String> problems = Files.readAllLines(STARTER.resolve("problems.jsonl")).subList(0, PROBLEMS);
        Files.write(folder.resolve("problems.jsonl"), problems);
        Files.write(folder.resolve("solutions.jsonl"),
                Files.readAllLines(STARTER.resolve("problems.predictions.jsonl")).stream()
                        .filter(line -> line.matches(".*\"task_id\": \"starter/[0-" + (PROBLEMS - 1) + "]\".*"))
                        .toList());
        Files.copy(EXAMPLE.resolve("tasks.jsonl"), folder.resolve("tasks.jsonl"));
        Files.writeString(folder.resolve("answers.jsonl"), Files.readString(EXAMPLE.resolve("answers.jsonl"))
                + "{\"task_id\": \"upper\", \"model_name_or_path\": \"example\", \"answer\": \"\"}\n");
        Files.writeString(folder.resolve("suite.yaml"), """
                name: mixed
                parts:
                  - name: problems
                    kind: human-eval
                    dataset: problems.jsonl
                    predictions: solutions.jsonl
                    fixture: host
                    timeout: 10s
                    limits: {memory: 256MiB, processes: 64, cpus: 1, disk: 64MiB, output: 1MiB}
                  - name: programs
                """ + Files.readString(EXAMPLE.resolve("suite.yaml")).lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("name:"))
                .map(line -> "    " + line.replace("timeout: 5s", "timeout: 4s") + "\n")
                .reduce("", String::concat));
    }

    @Test
    void aProgramWithoutACommandLineRunsASuite() {
        assertThat(said).first().asString().matches("whole run-1 reported, (\\d+) of \\1 tried");
    }

    @Test
    void eachShardTriesAThirdAndHasALedgerAndNoReports() throws Exception {
        List<Integer> tried = said.stream().filter(line -> line.matches("shard-[123] done, (\\d+) of \\1 tried"))
                .map(line -> Integer.valueOf(line.replaceAll(".* (\\d+) tried", "$1"))).toList();
        int all = Integer.parseInt(said.getFirst().replaceAll(".* (\\d+) tried", "$1"));
        assertThat(tried).hasSize(3).allMatch(each -> each >= all / 3);
        assertThat(tried.stream().mapToInt(Integer::intValue).sum()).isEqualTo(all);
        for (int number = 1; number <= 3; number++)
            assertThat(files(folder.resolve("shard-" + number)).keySet()).contains("ledger.jsonl")
                    .doesNotContain("scores.csv", "run.json", "index.html");
    }

    @Test
    void theReportsOfMergedShardsAreThoseOfOneRunToTheByte() throws Exception {
        assertThat(said).contains("merged, 0 left, 0 torn");
        Map<String, String> whole = files(folder.resolve("whole"));
        Map<String, String> merged = files(folder.resolve("merged"));
        assertThat(whole.keySet()).contains("scores.csv", "tests.csv", "summary.csv", "run.json", "suite.zip")
                .anyMatch(name -> name.startsWith("official/"));
        assertThat(merged.keySet()).containsAll(TIMES);
        for (String name : TIMES) {
            whole.remove(name);
            merged.remove(name);
        }
        whole.remove("ledger.jsonl");
        merged.remove("ledger.jsonl");
        whole.remove("ledger.lock");
        merged.remove("ledger.lock");
        assertThat(merged).isEqualTo(whole);
    }

    @Test
    void aRunThatStartsEachCommandFromNothingGivesTheSameScores() throws Exception {
        Map<String, String> warm = files(folder.resolve("whole"));
        Map<String, String> cold = files(folder.resolve("cold"));
        assertThat(cold.get("scores.csv").lines()).hasSizeGreaterThan(PROBLEMS);
        for (String name : Set.of("scores.csv", "tests.csv", "summary.csv"))
            assertThat(cold.get(name)).as(name).isEqualTo(warm.get(name));
    }

    @Test
    void aStoppedRunIsSaidToBeAndGoesOnLater() {
        assertThat(said.subList(said.size() - 2, said.size())).satisfiesExactly(
                line -> assertThat(line).startsWith("stopped stopped, 0 of "),
                line -> assertThat(line).matches("stopped run-1 reported, (\\d+) of \\1 tried"));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList())
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return files;
    }
}
