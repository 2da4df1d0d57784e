package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --keep`: the states in which samples ended, opened afterwards.
@Tag("sandbox")
class KeptStatesIT {

    private static final Pattern NAME = Pattern.compile("kept/run-1/\\S+");

    @TempDir
    Path folder;

    @BeforeEach
    void suite() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        Files.writeString(folder.resolve("suite.yaml"), """
                name: s
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: host
                prediction: {file: /work/answer}
                command: [sh, /work/answer]
                """);
        Files.writeString(folder.resolve("tasks.jsonl"), "{\"task_id\":\"right\"}\n{\"task_id\":\"wrong/1\"}\n");
        Files.writeString(folder.resolve("answers.jsonl"),
                "{\"task_id\":\"right\",\"prediction\":\"echo fine > /work/made\"}\n"
                        + "{\"task_id\":\"wrong/1\",\"prediction\":\"echo $((2 + 3)) > /work/made; exit 7\"}\n"
                        + "{\"task_id\":\"wrong/1\",\"prediction\":\"mkdir -p $(seq -s / 450); exit 8\"}\n");
    }

    @Test
    void whatFailedIsOpenedAsItWasAndRunAgain() throws Exception {
        run("run", "suite.yaml", "--run-id", "run-1", "--out", "out", "--keep", "failed").ended(0);
        List<String> kept = names();
        assertThat(kept).hasSize(1).first().asString().startsWith("kept/run-1/wrong-1-");
        Launched shell = shell("cat /work/made; rm /work/made; bash /tmp/again.sh; echo code $?; cat /work/made", "out",
                "wrong/1", "0");
        assertThat(shell.out()).isEqualTo("5\ncode 7\n5\n");
        assertThat(shell.err()).contains("wrong/1, sample 0: unresolved", "its commands again: bash /tmp/again.sh");
        assertThat(run("snapshot", "diff", "host", kept.getFirst()).out()).contains("+ /work/made", "+ /work/answer");
        assertThat(run("show", "out", "wrong/1", "0").out())
                .contains("its end state is kept; open it with: ./frostbench shell " + kept.getFirst());
        // too deep to be frozen: told, and no other verdict
        assertThat(run("show", "out", "wrong/1", "1").out()).contains("verdict  unresolved",
                "its end state could not be kept: ");
        assertThat(run("shell", "out", "right").ended(125).err()).contains("is not there");
        assertThat(run("shell", "out", "wrong/1").ended(125).err()).contains("has 2 results");
    }

    @Test
    void statesChangeNoScoreAndGoWithTheirRun() throws Exception {
        run("run", "suite.yaml", "--run-id", "run-1", "--out", "plain").ended(0);
        assertThat(names()).isEmpty();
        run("run", "suite.yaml", "--run-id", "run-1", "--out", "out", "--keep", "all").ended(0);
        assertThat(names()).hasSize(2);
        for (String file : List.of("scores.csv", "tests.csv", "summary.csv"))
            assertThat(folder.resolve("out").resolve(file)).hasSameBinaryContentAs(folder.resolve("plain/" + file));
        assertThat(run("verify", "out").ended(0).out()).contains("is sound");
        assertThat(run("runs", "remove", "out").ended(0).out()).contains("2 states: freed ");
        assertThat(names()).isEmpty();
        assertThat(run("run", "suite.yaml", "--keep", "some").ended(2).err()).contains("write failed, all or none");
    }

    private List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        Matcher found = NAME.matcher(run("snapshot", "list").ended(0).out());
        while (found.find()) names.add(found.group());
        return names;
    }

    private Launched shell(String lines, String... words) throws IOException, InterruptedException {
        Path typed = Files.writeString(folder.resolve("typed"), lines + "\nexit 0\n");
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "\"$@\" < " + typed, "sh",
                Launched.HOME.resolve("frostbench").toString(), "shell"));
        argv.addAll(List.of(words));
        return Launched.start(folder, store(), argv).ended(0);
    }

    private Launched run(String... words) throws IOException, InterruptedException {
        return Launched.launch(folder, store(), words);
    }

    private Map<String, String> store() {
        return Map.of("FROSTBENCH_STORE", folder.resolve("store").toString());
    }
}
