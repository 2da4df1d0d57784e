package dev.frostbench.harness.cli;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Does what commands do at their start, so that the start-up cache holds the classes for it. The launcher runs it once
/// after a build.
final class Rehearsal {

    /// Its command may fail: a sandbox is made before that is known.
    private static final String DOCKERFILE = """
            FROM scratch AS base
            WORKDIR /srv
            COPY root /
            RUN : > made
            FROM base
            COPY --from=base /srv/made /copy
            ENV A=B
            """;

    /// One part of each kind that runs often. Where a program is missing, its verdict is no matter.
    private static final String SUITE = """
            name: rehearsal
            parts:
              - name: command
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: {dockerfile: Dockerfile}
                prediction: {file: /answer}
                command: ["/bin/sh", "-c", ":"]
              - name: problems
                kind: human-eval
                dataset: problems.jsonl
                predictions: completions.jsonl
                fixture: {dockerfile: Dockerfile}
            """;

    private static final Map<String, String> FILES = Map.of("Dockerfile", DOCKERFILE, "suite.yaml", SUITE,
            "tasks.jsonl", "{\"task_id\": \"t\"}\n",
            "answers.jsonl", "{\"task_id\": \"t\", \"prediction\": \"x\"}\n",
            "problems.jsonl", "{\"task_id\": \"HumanEval/0\", \"prompt\": \"def f():\\n\", \"entry_point\": \"f\","
                    + " \"canonical_solution\": \"    return 1\\n\","
                    + " \"test\": \"def check(candidate):\\n    assert candidate() == 1\\n\"}\n",
            "completions.jsonl", "{\"task_id\": \"HumanEval/0\", \"completion\": \"    return 1\\n\"}\n");

    private Rehearsal() {}

    /// @param what `runs`, or `commands` for all others: a start loads all that its cache holds, and runs need more
    /// @param folder has a folder `root` with the files of a shell, or nothing; a store may be made in it
    static int run(String what, Path folder) throws IOException {
        for (var file : FILES.entrySet()) Files.writeString(folder.resolve(file.getKey()), file.getValue());
        List<List<String>> lines = what.equals("runs") ? runs(folder) : commands(folder);
        var silent = new PrintWriter(Writer.nullWriter());
        for (List<String> words : lines)
            Frostbench.execute(Settings.here(), silent, silent, words.toArray(String[]::new));
        // its files may have owners that only this process can be
        Path store = folder.resolve("store");
        if (Files.exists(store)) Trees.remove(store);
        return ExitCode.DONE;
    }

    private static List<List<String>> runs(Path folder) {
        String suite = folder.resolve("suite.yaml").toString();
        return List.of(List.of("run", "--help"), List.of("run", suite, "--no-such-option"),
                List.of("run", suite, "--out", folder.resolve("run").toString()),
                List.of("run", suite, "--out", folder.resolve("again").toString()));
    }

    private static List<List<String>> commands(Path folder) {
        List<List<String>> lines = new ArrayList<>(List.of(List.of("--help")));
        var silent = new PrintWriter(Writer.nullWriter());
        for (String command : Frostbench.commandLine(silent, silent).getSubcommands().keySet())
            lines.add(List.of(command, "--help"));
        List<String> build = List.of("snapshot", "build", "rehearsal", folder.toString());
        lines.addAll(List.of(List.of("bench", "--no-such-option"), build, build, List.of("snapshot", "list"),
                List.of("exec", "rehearsal", "--", "/bin/sh", "-c", ":")));
        return lines;
    }
}
