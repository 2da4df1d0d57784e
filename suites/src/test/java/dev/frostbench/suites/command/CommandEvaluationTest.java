package dev.frostbench.suites.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CommandEvaluationTest {

    private static final String BY_EXIT = """
            name: shell
            kind: command
            dataset: tasks.jsonl
            fixture: host
            prediction: {field: answer, file: /work/answer.sh}
            files:
              /work/input: "{given}"
            command: [sh, -c, "sh answer.sh < input | grep -qx '{wanted}' && echo ${{HOME}}"]
            gold: solution
            """;
    private static final String BY_PARSER = """
            name: patches
            kind: command
            dataset: tasks.jsonl
            fixture: host
            id: name
            prediction: {patch: "/src/{repo}"}
            files: {"/src/{repo}/test.sh": "{test}"}
            command: [sh, test.sh]
            parser: status_lines
            tests: [must_pass]
            timeout: 5s
            """;

    @TempDir
    Path folder;

    @Test
    void theProcedureIsThePredictionThenTheFilesThenTheCommand() throws IOException {
        var task = task("{\"task_id\":\"a\",\"given\":\"3\",\"wanted\":9,\"solution\":\"s\"}");
        var steps = part(BY_EXIT).evaluation().procedure(task, prediction("echo 9")).passes().getFirst().steps();
        assertThat(steps).hasSize(3);
        assertThat((Step.Write) steps.get(0)).satisfies(write -> {
            assertThat(write.path()).isEqualTo("/work/answer.sh");
            assertThat(new String(write.content(), StandardCharsets.UTF_8)).isEqualTo("echo 9");
        });
        assertThat(((Step.Write) steps.get(1)).path()).isEqualTo("/work/input");
        var run = ((Step.Run) steps.get(2)).alternatives().getFirst();
        assertThat(run.argv()).containsExactly("sh", "-c", "sh answer.sh < input | grep -qx '9' && echo ${HOME}");
        assertThat(run.workdir()).isEqualTo("/work");
        assertThat(part(BY_EXIT).evaluation().gold(task)).contains("s");
    }

    @Test
    void aPatchIsAppliedAndCannotKeepTheSuitesFilesOut() throws IOException {
        var task = task("{\"name\":\"a\",\"repo\":\"r\",\"test\":\"t\",\"must_pass\":[\"x\"]}");
        var steps = part(BY_PARSER).evaluation().procedure(task, prediction("diff")).passes().getFirst().steps();
        assertThat(steps).extracting(Step::name).containsExactly("patch", "apply", "clear", "file", "run");
        assertThat(((Step.Run) steps.get(2)).alternatives().getFirst().argv()).containsExactly("rm", "-rf", "--",
                "/src/r/test.sh");
        var empty = part(BY_PARSER).evaluation().procedure(task, prediction("")).passes().getFirst().steps();
        assertThat(empty).extracting(Step::name).containsExactly("clear", "file", "run");
    }

    @Test
    void theExitCodeDecidesWithoutAParser() throws IOException {
        assertThat(verdict(BY_EXIT, new Ending.Exited(0), "")).isEqualTo("resolved");
        assertThat(verdict(BY_EXIT, new Ending.Exited(1), "")).isEqualTo("unresolved");
        assertThat(verdict(BY_EXIT, new Ending.Signaled(9), "")).isEqualTo("unresolved");
        assertThat(verdict(BY_EXIT, new Ending.TimedOut(Duration.ofSeconds(5)), "")).isEqualTo("timed_out");
        assertThat(verdict(BY_EXIT, new Ending.Exited(127), "sh: answer: not found")).isEqualTo("unresolved");
        assertThat(verdict(BY_EXIT, new Ending.Exited(127), "frostbench: node: ENOENT\n")).isEqualTo("error");
    }

    /// A task that is `error` counts as not judged, and is tried again.
    @Test
    void whatAnAnswerPrintsIsNoProgramThatIsMissing() throws IOException {
        var printed = new Observation("main", "run", 0, new Ending.Exited(127),
                "frostbench: node: ENOENT\n".getBytes(StandardCharsets.UTF_8), 0, Duration.ofMillis(2),
                Duration.ofMillis(1), 0, Set.of(), 0);
        var task = task("{\"task_id\":\"a\",\"name\":\"a\",\"must_pass\":\"\"}");
        assertThat(part(BY_EXIT).evaluation()
                .grade(task, prediction("x"), new Evidence("", List.of(printed), Optional.empty())).verdict().word())
                .isEqualTo("unresolved");
    }

    @Test
    void aProgramThatAShellDidNotFindIsNamedAsItWasTyped() {
        for (String told : List.of("sh: 1: frobnicate: not found", "/work/run.sh: 3: frobnicate: not found",
                "bash: line 1: frobnicate: command not found",
                "/bin/bash: frobnicate: command not found", "env: 'frobnicate': No such file or directory",
                "env: \u2018frobnicate\u2019: No such file or directory",
                "timeout: failed to run command \u2018frobnicate\u2019: No such file or directory",
                "first: not found\nsh: 2: frobnicate: not found\n"))
            assertThat(MissingProgram.in("some output\n" + told + "\n").map(MissingProgram::name)).as(told)
                    .contains("frobnicate");
        assertThat(MissingProgram.in("nothing of the kind\nTraceback: KeyError")).isEmpty();
    }

    @Test
    void everyListedTestMustPassWithAParser() throws IOException {
        assertThat(verdict(BY_PARSER, new Ending.Exited(1), "PASSED x\nPASSED y\nFAILED z\n")).isEqualTo("resolved");
        assertThat(verdict(BY_PARSER, new Ending.Exited(0), "PASSED x\n")).isEqualTo("unresolved");
        assertThat(verdict(BY_PARSER, new Ending.Exited(0), "PASSED x\nSKIPPED y\n")).isEqualTo("unresolved");
        assertThat(verdict(BY_PARSER, new Ending.Signaled(11), "PASSED x\nFAILED y\n")).isEqualTo("unresolved");
    }

    @Test
    void theRunnersOwnWordCounts() throws IOException {
        String suite = BY_PARSER.replace("status_lines", "unittest");
        String ran = "\n" + "-".repeat(70) + "\nRan 2 tests in 0.001s\n\n";
        String passes = "x (m.T.x) ... printed\nok\ny (m.T.y)\nDocs. ... ok\n";
        assertThat(grade(suite, "['x (m.T)', 'y (m.T.y)']", passes + ran + "OK\n").verdict().word())
                .isEqualTo("resolved");
        assertThat(grade(suite, "['x (m.T)', 'y (m.T.y)']", passes + ran + "OK\n").tests()).as("each test once")
                .hasSize(2);
        assertThat(grade(suite, "['x (m.T)']", passes + ran + "FAILED (errors=1)\n")).satisfies(grade -> {
            assertThat(grade.verdict().word()).isEqualTo("unresolved");
            assertThat(grade.why())
                    .isEqualTo("1 of 1 tests pass, but the runner counts 1 failures and errors, and the log shows 0; "
                            + "the command ended with exit code 0");
        });
        assertThat(grade(suite, "['x (m.T)', 'y (m.T.y)']", passes + ran.replace("Ran 2", "Ran 1") + "OK\n").why())
                .isEqualTo("2 of 2 tests pass, but the log tells of 2 listed tests that pass, and by the runner's count"
                        + " at most 1 did; the command ended with exit code 0");
        assertThat(grade(suite, "['x (m.T)']", ".." + ran + "OK\n").why())
                .startsWith("0 of 1 tests pass, but the output names no test that passes "
                        + "(the runner names them with -v");
    }

    @Test
    void listedIdsMayHoldBlanks() throws IOException {
        assertThat(grade(BY_PARSER.replace("status_lines", "pytest"), "['t.py::p[a b]']",
                "=== short test summary info ===\nPASSED t.py::p[a b]\n"
                        + "=== 1 passed in 0.1s ===\n")
                .tests()).singleElement().satisfies(test -> assertThat(test.name()).isEqualTo("t.py::p[a b]"));
        assertThat(grade(BY_PARSER, "['should panic - often']", "PASSED should panic - often\n").verdict().word())
                .isEqualTo("resolved");
    }

    @Test
    void aTestThatTheParserCallsOtherwiseIsToldByBothNames() throws IOException {
        assertThat(grade(BY_PARSER.replace("status_lines", "tap"), "['adds']", "ok 1 - adds\nok 2 - zero\n").why())
                .isEqualTo("0 of 1 tests pass, but the parser tap finds no test 'adds' in the output, and one with"
                        + " the name '- adds'; the command ended with exit code 0");
        assertThat(grade(BY_PARSER.replace("status_lines", "tap"), "['adds']",
                "ok 1 - adds" + "!".repeat(200) + "\n").why())
                .isEqualTo("0 of 1 tests pass; the command ended with exit code 0");
    }

    @Test
    void aRowThatATemplateCannotFillIsToldWithItsField() throws IOException {
        assertThat(part(BY_EXIT).rows().faults(row("{\"given\":[1]}")))
                .extracting(fault -> fault.subject() + " " + fault.wrong())
                .containsExactlyInAnyOrder("'given' is not text", "'wanted' is missing");
        assertThat(part(BY_PARSER).rows().faults(row("{\"repo\":\"r\",\"test\":\"t\",\"must_pass\":[]}"))).hasSize(1);
        assertThat(part(BY_PARSER).rows().faults(row("{\"repo\":\"r\",\"test\":\"t\",\"must_pass\":3}"))).hasSize(1);
    }

    @Test
    void aRowThatMakesNoPathOrNoArgumentIsToldBeforeAnythingRuns() throws IOException {
        String byId = "name: n\nkind: command\nfixture: host\nprediction: {file: \"/tmp/{task_id}\"}\n"
                + "command: [cat, \"{task_id}\"]\n";
        for (String id : List.of("..", ".", "a/", "a/.."))
            assertThat(part(byId).rows().faults(row("{\"task_id\":\"" + id + "\"}")))
                    .extracting(fault -> fault.subject() + " " + fault.wrong())
                    .containsExactly("the path '/tmp/{task_id}' is '/tmp/" + id + "' here, which no file can have");
        assertThat(part(byId).rows().faults(row("{\"task_id\":\"a\\u0000\"}"))).hasSize(2);
        for (String id : List.of("a", "a.b", "..a", "a/b", "-", "a b"))
            assertThat(part(byId).rows().faults(row("{\"task_id\":\"" + id + "\"}"))).isEmpty();
    }

    @Test
    void everyMistakeInTheSuiteFileIsToldAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("suite.yaml"), """
                name: wrong
                parts:
                  - kind: command
                    fixture: host
                    parser: pytset
                    prediction: {field: x}
                    workdir: work
                    files: {check.sh: "exit 0"}
                  - kind: human-eval
                    fixture: host
                    command: [sh]
                """);
        assertThatThrownBy(() -> SuiteFile.read(file))
                .hasMessageContaining("suite.yaml:3:5: /parts/0 has no command")
                .hasMessageContaining("suite.yaml:5:13: /parts/0/parser is 'pytset'; did you mean 'pytest'?")
                .hasMessageContaining("suite.yaml:6:17: /parts/0/prediction does not say where a prediction goes")
                .hasMessageContaining("suite.yaml:7:14: /parts/0/workdir is 'work', which is not absolute")
                .hasMessageContaining("suite.yaml:8:23: /parts/0/files/check.sh is 'check.sh', which is not absolute")
                .hasMessageContaining("suite.yaml:11:14: /parts/1/command is no key of kind 'human-eval'");
    }

    private Grade grade(String suite, String mustPass, String output) throws IOException {
        return grade(suite, mustPass, new Ending.Exited(0), output);
    }

    private String verdict(String suite, Ending ending, String output) throws IOException {
        return grade(suite, "['x', 'y']", ending, output).verdict().word();
    }

    private Grade grade(String suite, String mustPass, Ending ending, String output) throws IOException {
        var task = task("{\"task_id\":\"a\",\"name\":\"a\",\"must_pass\":\"" + mustPass + "\"}");
        var seen = new Observation("main", "run", 0, ending, output.getBytes(StandardCharsets.UTF_8), 0, Duration.ZERO,
                Duration.ZERO, 0, Set.of(), 0);
        return part(suite).evaluation().grade(task, prediction("x"), new Evidence("", List.of(seen), Optional.empty()));
    }

    private Part part(String suite) throws IOException {
        return SuiteFile.read(Files.writeString(folder.resolve("suite.yaml"), suite)).parts().getFirst();
    }

    private static Task task(String row) {
        return new Task("a", "command", "host", row(row));
    }

    private static ObjectNode row(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static Prediction prediction(String text) {
        return new Prediction("a", "m", 0, text);
    }
}
