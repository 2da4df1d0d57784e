package dev.frostbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Any number of small HumanEval problems and answers. Every third answer is wrong, and every tenth problem has none.
public final class ManyProblems {

    private ManyProblems() {}

    /// Writes `problems.jsonl` and `answers.jsonl`.
    public static void write(Path folder, int count) throws IOException {
        write(folder, count, 0);
    }

    /// @param sleep seconds that each answer takes
    public static void write(Path folder, int count, double sleep) throws IOException {
        var json = JsonMapper.shared();
        List<String> problems = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "add/" + i;
            problems.add(json.writeValueAsString(Map.of("task_id", id, "entry_point", "add",
                    "prompt", "def add(a):\n    \"\"\" Adds " + i + ". \"\"\"\n",
                    "test", "def check(candidate):\n    assert candidate(1) == " + (i + 1) + "\n",
                    "canonical_solution", "    return a + " + i + "\n")));
            if (i % 10 != 9)
                answers.add(json.writeValueAsString(
                        Map.of("task_id", id, "completion", "    import time\n    time.sleep("
                                + sleep + ")\n    return a + " + (i % 3 == 2 ? -1 : i) + "\n")));
        }
        Files.write(folder.resolve("problems.jsonl"), problems);
        Files.write(folder.resolve("answers.jsonl"), answers);
    }

    /// The words of a run of them in their folder.
    public static List<String> run(String out) {
        return List.of("run", Launched.HOME.resolve("suites/humaneval/suite.yaml").toString(), "--dataset",
                "problems.jsonl", "--predictions", "answers.jsonl", "--run-id", "one", "--out", out);
    }

    /// The files of a run that must not depend on where and how often it was run, by name.
    public static Map<String, String> scores(Path run) throws IOException {
        Map<String, String> scores = new TreeMap<>();
        for (String name : List.of("scores.csv", "tests.csv", "summary.csv", "run.json"))
            scores.put(name, Files.readString(run.resolve(name)));
        Path official = run.resolve("official");
        try (Stream<Path> files = Files.walk(official)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                scores.put(official.relativize(file).toString(), Files.readString(file));
        }
        return scores;
    }

    /// The tasks with a result in a ledger, as often as they have one.
    public static List<String> finished(Path run) throws IOException {
        Path file = run.resolve("ledger.jsonl");
        if (!Files.exists(file)) return List.of();
        return Files.readAllLines(file).stream().filter(line -> line.contains("\"entry\":\"finished\""))
                .map(line -> line.replaceAll(".*?\"task\":\"([^\"]+)\".*", "$1")).toList();
    }
}
