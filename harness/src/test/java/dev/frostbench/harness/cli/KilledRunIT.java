package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A run that is killed with SIGKILL at any moment and resumed gives the scores of an undisturbed one.
@Tag("sandbox")
class KilledRunIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int KILLS = 20;
    private static final int PROBLEMS = 120;
    private static final List<String> SCORES = List.of("scores.csv", "tests.csv", "summary.csv");

    @TempDir
    Path folder;

    @Test
    void twentyKillsAndResumesGiveTheScoresOfAnUndisturbedRun() throws Exception {
        write();
        BuiltHost.copyTo(folder.resolve("store"));
        finish("undisturbed");
        var moments = new Random(20);
        int killed = 0;
        int round = 0;
        for (int tries = 0; killed < KILLS && tries < 4 * KILLS; tries++) {
            Process run = start("killed-" + round, "--resume");
            // during the first moments, the start, nothing is written yet; a run that is done begins another round
            if (run.waitFor(400 + moments.nextInt(1400), TimeUnit.MILLISECONDS)) round++;
            else
                killed++;
            run.destroyForcibly().waitFor();
        }
        assertThat(killed).isEqualTo(KILLS);
        for (int each = 0; each <= round; each++) {
            finish("killed-" + each, "--resume");
            assertThat(scores("killed-" + each)).isEqualTo(scores("undisturbed")).hasSizeGreaterThan(SCORES.size());
        }
    }

    /// Every third answer is wrong, and every tenth problem has none.
    private void write() throws IOException {
        var json = JsonMapper.shared();
        List<String> problems = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < PROBLEMS; i++) {
            String id = "add/" + i;
            problems.add(json.writeValueAsString(Map.of("task_id", id, "entry_point", "add",
                    "prompt", "def add(a):\n    \"\"\" Adds " + i + ". \"\"\"\n",
                    "test", "def check(candidate):\n    assert candidate(1) == " + (i + 1) + "\n",
                    "canonical_solution", "    return a + " + i + "\n")));
            if (i % 10 != 9)
                answers.add(json.writeValueAsString(
                        Map.of("task_id", id, "completion", "    return a + " + (i % 3 == 2 ? -1 : i) + "\n")));
        }
        Files.write(folder.resolve("problems.jsonl"), problems);
        Files.write(folder.resolve("answers.jsonl"), answers);
    }

    private Process start(String run, String... more) throws IOException {
        List<String> argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString(), "run",
                HOME.resolve("suites/humaneval/suite.yaml").toString(), "--dataset", "problems.jsonl",
                "--predictions", "answers.jsonl", "--run-id", "one", "--out", run));
        argv.addAll(List.of(more));
        var builder = new ProcessBuilder(argv).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), run + ".log"));
        builder.environment().put("FROSTBENCH_STORE", folder.resolve("store").toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        return builder.start();
    }

    private void finish(String run, String... more) throws Exception {
        int code = start(run, more).waitFor();
        new Launched(code, Files.readString(folder.resolve(run + ".log")), "").ended(0);
    }

    private Map<String, String> scores(String run) throws IOException {
        Map<String, String> scores = new TreeMap<>();
        for (String name : SCORES) scores.put(name, Files.readString(folder.resolve(run).resolve(name)));
        Path official = folder.resolve(run).resolve("official");
        try (Stream<Path> files = Files.walk(official)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                scores.put(official.relativize(file).toString(), Files.readString(file));
        }
        return scores;
    }
}
