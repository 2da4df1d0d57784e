package dev.frostbench.suites.humaneval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an audit asks a problem of HumanEval with, run by a plain Python as the official evaluator would.
class HumanEvalAuditTest {

    private static final Evaluation HUMAN_EVAL = new HumanEval(Duration.ofSeconds(3),
            new ProcedureLimits(1, 1, 1, 1, 1));
    private static final String CHECK = "\ndef check(candidate):\n    assert candidate(2) == 4\n"
            + "    assert candidate(3) == 6 and abs(candidate(3) - 6.0) < 1e-6\n";

    /// Prompts with the solution indented by four blanks, by a tab, and as a whole program.
    static Stream<Task> problems() {
        return Stream.of(task("def twice(n):\n    \"\"\"n twice\"\"\"\n", "    m = n\n    return m + n"),
                task("def twice(n):\n", "\n\treturn n + n\n"), task("", "def twice(n):\n    return n + n\n"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aCommentChangesNothing(Task task) throws Exception {
        String commented = HUMAN_EVAL.commented(task).orElseThrow();
        assertThat(commented).startsWith(HUMAN_EVAL.gold(task).orElseThrow())
                .isNotEqualTo(HUMAN_EVAL.gold(task).orElseThrow()).contains("# ");
        assertThat(run(task, commented)).isEqualTo("0 done");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void oneCheatIsEqualToEverythingAndOneEndsTheProcess(Task task) throws Exception {
        assertThat(HUMAN_EVAL.cheats(task)).extracting(Cheat::way).containsExactly("equal", "exit");
        assertThat(run(task, HUMAN_EVAL.cheats(task).getFirst().text())).isEqualTo("0 done");
        assertThat(run(task, HUMAN_EVAL.cheats(task).getLast().text())).isEqualTo("0 ");
    }

    @Test
    void aProblemWithoutASolutionIsAskedNeither() {
        var row = JsonNodeFactory.instance.objectNode().put("prompt", "").put("entry_point", "f").put("test", "");
        var task = new Task("a", "p", "host", row);
        assertThat(HUMAN_EVAL.commented(task)).isEmpty();
        assertThat(HUMAN_EVAL.cheats(task)).isEmpty();
    }

    private static String run(Task task, String completion) throws IOException, InterruptedException {
        String program = task.row().get("prompt").stringValue() + completion + CHECK + "check(twice)\nprint('done')\n";
        Process process = new ProcessBuilder("python3", "-c", program).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + printed.strip();
    }

    private static Task task(String prompt, String solution) {
        return new Task("a", "p", "host", JsonNodeFactory.instance.objectNode().put("prompt", prompt)
                .put("canonical_solution", solution).put("entry_point", "twice").put("test", CHECK));
    }
}
