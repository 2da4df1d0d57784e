package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exit codes of `run` and `validate`, for CI, and the lines above them, for people.
@Tag("sandbox")
class ExitCodesIT {

    /// Each answer is a command; an empty one is no answer.
    private static final String JUDGE = "[sh, -c, 'read -r a < /work/answer; [ -n \"$a\" ] && $a']";

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    /// Two tasks, one with a right answer.
    @BeforeEach
    void suite() throws IOException {
        suite(JUDGE, "");
        Files.writeString(folder.resolve("tasks.jsonl"),
                "{\"task_id\":\"a\",\"gold\":\"true\"}\n{\"task_id\":\"b\",\"gold\":\"true\"}\n");
        Files.writeString(folder.resolve("answers.jsonl"),
                "{\"task_id\":\"a\",\"prediction\":\"true\"}\n{\"task_id\":\"b\",\"prediction\":\"false\"}\n");
    }

    @Test
    void aMissingProgramIsNoScore() throws Exception {
        suite("[rubyx, x]", "");
        Launched run = run(3);
        assertThat(run.err()).containsOnlyOnce("could not be started").contains("frostbench: 2 of 2 tasks are 'error'",
                "2 samples (a, b): the command could not be started in the fixture", "rubyx",
                "recipe of fixture 'host'", "--resume --out out");
        assertThat(run.err().indexOf("could not be started")).isGreaterThan(run.err().indexOf("2 of 2 tasks"));

        assertThat(run(3, "--resume").err()).as("tried again").doesNotContain("known already");
        suite(JUDGE, "");
        assertThat(run(0, "--resume").out()).contains("1 of 2");
    }

    @Test
    void aMissingFolderIsNoScore() throws Exception {
        suite(JUDGE, "workdir: /nowhere\n");
        assertThat(run(3).err()).containsOnlyOnce("could not be started").contains("/nowhere",
                "make the folder in the recipe of fixture 'host'");
    }

    @Test
    void whatToRetryIsAWordAndOfARunThatIsThere() throws Exception {
        assertThat(run(2, "--retry", "infra").err()).contains("--retry infra").contains("add --resume");
        assertThat(run(2, "--resume", "--retry", "all").err()).contains("--retry all").contains("write infra");
        assertThat(run(3, "--resume", "--retry", "infra").out()).as("nothing was tried before")
                .contains("0 of 2").doesNotContain("known already");
    }

    @Test
    void aLimitUnderWhichNothingStartsIsNoScore() throws Exception {
        suite(JUDGE, "limits: {memory: 100kB}\n");
        Launched run = run(3);
        assertThat(run.err()).contains("2 of 2 tasks are 'error'", "the machine failed, not the prediction",
                "raise the suite's limits");
    }

    @Test
    void whatTheAnswersAreWorthIsCodeZeroUnlessARateIsAskedFor() throws Exception {
        run(0);
        for (String reached : List.of("0", "0.5", "50%", "12.5 %", ".5"))
            assertThat(run(0, "--resume", "--fail-under", reached).err()).as(reached).doesNotContain("--fail-under");
        for (String missed : List.of("0.51", "50.01%", "1", "100%"))
            assertThat(run(1, "--resume", "--fail-under", missed).err()).as(missed)
                    .contains("frostbench: command: 0.5000 is under --fail-under " + missed);
        for (String wrong : List.of("50", "-1", "101%", "half", "", "%", "NaN", "1e0"))
            assertThat(run(2, "--resume", "--fail-under", wrong).err()).as(wrong)
                    .contains("write one from 0 to 1 or in percent: 0.5 or 50%");
    }

    @Test
    void theRateIsOfAllSelectedTasksAndOfEachPart() throws Exception {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: two
                parts:
                  - {name: one, kind: command, dataset: tasks.jsonl, predictions: answers.jsonl, fixture: host,
                     prediction: {file: /work/answer}, command: [sh, -c, 'read -r a < /work/answer; [ -n "$a" ] && $a']}
                  - {name: other, kind: command, dataset: more.jsonl, predictions: some.jsonl, fixture: host,
                     prediction: {file: /work/answer}, command: [sh, -c, 'read -r a < /work/answer; [ -n "$a" ] && $a']}
                """);
        Files.writeString(folder.resolve("more.jsonl"),
                "{\"task_id\":\"c\"}\n{\"task_id\":\"d\"}\n{\"task_id\":\"e\"}\n");
        Files.writeString(folder.resolve("some.jsonl"), "{\"task_id\":\"c\",\"prediction\":\"true\"}\n");
        assertThat(run(1, "--fail-under", "0.5").err()).contains("other: 0.3333 is under").doesNotContain("one: ");
    }

    @Test
    void troubleOfTheMachineWinsOverARateThatIsNotReached() throws Exception {
        suite("[rubyx, x]", "");
        assertThat(run(3, "--fail-under", "1").err()).contains("could not be started");
    }

    @Test
    void validateIsDoneOnlyWhenEveryTaskIsValid() throws Exception {
        assertThat(validate().code()).isZero();
        Files.writeString(folder.resolve("tasks.jsonl"),
                "{\"task_id\":\"a\",\"gold\":\"true\"}\n{\"task_id\":\"b\",\"gold\":\"false\"}\n");
        Launched wrong = validate("--resume");
        assertThat(wrong.code()).as(wrong.err()).isEqualTo(1);
        assertThat(wrong.out()).contains("gold_fails");
        suite("[rubyx, x]", "");
        assertThat(validate("--resume").code()).isEqualTo(3);
    }

    private void suite(String command, String more) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: s
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: host
                prediction: {file: /work/answer}
                gold: gold
                command: %s
                """.formatted(command) + more);
    }

    private Launched run(int code, String... more) throws Exception {
        Launched said = launch("run", "out", more);
        assertThat(said.code()).as("%s%s", said.out(), said.err()).isEqualTo(code);
        return said;
    }

    private Launched validate(String... more) throws Exception {
        return launch("validate", "validated", more);
    }

    private Launched launch(String command, String out, String... more) throws Exception {
        var words = new ArrayList<>(List.of(command, "suite.yaml", "--out", out));
        words.addAll(List.of(more));
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), words.toArray(String[]::new));
    }
}
