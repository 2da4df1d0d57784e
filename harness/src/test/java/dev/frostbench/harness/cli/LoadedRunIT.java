package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run on a machine that is loaded four times over gives the score files of a quiet one.
@Tag("sandbox")
class LoadedRunIT {

    /// The longest time that a busy loop lasts if nobody ends it.
    private static final String BOUND = "600";

    private static final String SUITE = """
            name: commands
            kind: command
            dataset: tasks.jsonl
            predictions: answers.jsonl
            fixture: host
            prediction: {file: /answer.sh}
            command: [sh, /answer.sh]
            timeout: 5s
            """;

    /// Not all tasks of the starter suite: an endless answer takes several times its limit beside a load.
    private static final List<String> TASKS = List.of("starter/0", "starter/1", "starter/3", "starter/6", "starter/7",
            "starter/14", "starter/16", "starter/22", "starter__ledgerline-1", "starter__ledgerline-2",
            "starter__ledgerline-3", "starter__ledgerline-4", "starter__pathmatch-1", "starter__pathmatch-2",
            "starter__intervals-1", "starter__intervals-2");

    @TempDir
    Path folder;

    /// Its problems are of HumanEval's kind and its repositories of SWE-bench's: right answers, wrong ones, endless
    /// ones and cheats.
    @Test
    void theStarterSuite() throws Exception {
        List<String> run = new ArrayList<>(
                List.of("run", Launched.HOME.resolve("suites/starter/suite.yaml").toString()));
        for (String task : TASKS) run.addAll(List.of("--instance", task));
        compare(run);
        assertThat(Files.readString(folder.resolve("loaded/scores.csv"))).contains("timed_out", "tampered", "resolved");
    }

    @Test
    void commandsThatComputeWaitFailAndNeverEnd() throws Exception {
        Map<String, String> answers = Map.of(
                "computes", "i=0; while [ $i -lt 30000 ]; do i=$((i + 1)); done",
                "waits", "sleep 1",
                "fails", "exit 3",
                "forks", "i=0; while [ $i -lt 40 ]; do sh -c : || exit 1; i=$((i + 1)); done",
                "never ends", "sleep 1000");
        List<String> tasks = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        answers.forEach((id, script) -> {
            tasks.add("{\"task_id\": \"" + id + "\"}");
            predictions.add("{\"task_id\": \"" + id + "\", \"prediction\": \"" + script + "\"}");
        });
        Files.writeString(folder.resolve("suite.yaml"), SUITE);
        Files.write(folder.resolve("tasks.jsonl"), tasks);
        Files.write(folder.resolve("answers.jsonl"), predictions);
        compare(List.of("run", "suite.yaml"));
        assertThat(Files.readString(folder.resolve("loaded/scores.csv"))).contains("timed_out", "unresolved");
    }

    private void compare(List<String> run) throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        run(run, "quiet");
        List<Process> load = load(4 * Runtime.getRuntime().availableProcessors());
        try {
            run(run, "loaded");
            assertThat(load).as("the load was there until the end").allMatch(Process::isAlive);
        } finally {
            for (Process busy : load) busy.destroyForcibly().waitFor();
        }
        for (String name : List.of("scores.csv", "tests.csv", "summary.csv"))
            assertThat(Files.readString(folder.resolve("loaded").resolve(name))).as(name)
                    .isEqualTo(Files.readString(folder.resolve("quiet").resolve(name)));
    }

    private void run(List<String> run, String out) throws Exception {
        List<String> words = new ArrayList<>(run);
        words.addAll(List.of("--out", out, "--run-id", "one"));
        Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()),
                words.toArray(String[]::new)).ended(0);
    }

    private static List<Process> load(int loops) throws IOException {
        List<Process> load = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++)
            load.add(new ProcessBuilder("sh", "-c", "ulimit -t " + BOUND + "; while :; do :; done").start());
        return load;
    }
}
