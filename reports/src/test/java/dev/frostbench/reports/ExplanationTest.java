package dev.frostbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.explain.ExplanationText;
import dev.frostbench.reports.explain.Explanations;
import dev.frostbench.reports.explain.FailureList;
import dev.frostbench.reports.explain.RunFacts;
import dev.frostbench.reports.explain.Unjudged;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// The explanation of a failure on a terminal.
class ExplanationTest {

    private static String shown(String task) {
        for (Result result : SampleRun.of(1234).results())
            if (result.task().id().equals(task))
                return ExplanationText.render(task, new Explanations(4096, 10).of(result,
                        result.task().part().equals("functions") ? "human-eval" : "swe-bench"));
        throw new IllegalArgumentException(task);
    }

    @Test
    void aFunctionSaysItsCheckItsValuesItsProgramAndItsTime() {
        assertThat(shown("T/1")).contains("verdict  unresolved", "time     1.234 s, processor 0.617 s", """
                What failed
                    AssertionError
                    in line 2 of the test: assert candidate() == 1
                      left:  2
                      right: 1

                    Traceback <b>
                """, "Program: the prompt\n    def f():\n", "Program: the answer\n    =1+1</script>",
                "Test\n    def check(candidate):\n",
                "main / check: exit code 1 after 1.234 s, ran into memory");
    }

    @Test
    void aPatchSaysItsTestsItsCommandsAndItself() {
        assertThat(shown("a__b-1")).contains("verdict  tampered (compat resolved, strict tampered)",
                "FAILED @t.py::fails", "(FAIL_TO_PASS)",
                "Patch\n    diff --git a/a.py b/a.py\n", "main / evaluate: exit code 1 after 1.234 s");
    }

    @Test
    void nothingThatAModelWroteReachesTheTerminalAsACode() {
        for (String task : List.of("T/1", "a__b-1"))
            assertThat(shown(task)).doesNotContain("\u001B", "\0", "\u202E", "\u0007");
    }

    @Test
    void whatIsLongIsCutWithAWord() {
        var long_ = SampleRun.result("p", "t", 0, new Verdict.Unresolved(), "x".repeat(10_000), "é".repeat(50_000), 1);
        String text = ExplanationText.render("t", new Explanations(1000, 10).of(long_, "command"));
        assertThat(text).contains("… cut here: 8000 bytes are not shown", "… cut here: 98000 bytes are not shown")
                .doesNotContain("\uFFFD");
        assertThat(text).hasSizeLessThan(8_000);
    }

    @Test
    void theRunsFactsAreThoseThatTheLedgerHolds() {
        assertThat(ExplanationText.facts(RunFacts.of(SampleRun.of(3_723_000)))).isEqualTo("""
                  date                      2026-11-28 20:15:18 UTC
                  duration                  1 h 2 min in 2 sittings, without 1 that was cut off
                  model                     org/model
                  data set of functions     d <b>.jsonl (sha256 0123456789ab…)
                  predictions of functions  gold
                  limits of functions       1.5 s a command, 256 MiB memory, processes 64, processors 2, 16 GiB disk, 1000 bytes output
                  command                   frostbench run 'the suite.yaml' --out out
                  machine                   host, Linux 6.1 amd64, 2 processors (a processor), 8 GiB memory
                  interpreter               Python 3.11.2, /usr/bin/python3
                  frostbench                0.1, grader version 1
                """);
    }

    @Test
    void whatFailedIsListedByVerdictAndCause() {
        assertThat(FailureList.lines(SampleRun.of(1)).getFirst()).isEqualTo("4 of 5 results did not pass:");
        assertThat(FailureList.lines(SampleRun.of(1))).contains("missing 1", "  1 × no prediction", "      a__b-2");
    }

    @Test
    void causesThatDifferInNumbersAloneAreToldOnceWithTheirCount() {
        List<Result> results = new ArrayList<>();
        for (int at = 0; at < 164; at++)
            results.add(error("t/" + at,
                    "the machine failed, not the prediction: a command in sandbox run-" + (123 + at) + " was lost"));
        results.add(error("x", "the command could not be started in the fixture: frostbench: /rubyx: ENOENT"));
        List<String> lines = Unjudged.of(new RunRecord(SampleRun.of(1).info(), results)).lines("--resume --out here");
        assertThat(lines).hasSize(6).first().asString().startsWith("165 of 5 tasks are 'error'");
        assertThat(lines.get(1)).isEqualTo(
                "  164 samples (t/0, t/1, t/2, …): the machine failed, not the prediction: a command in sandbox"
                        + " run-123 was lost");
        assertThat(lines.get(4)).contains("bring the program into the recipe of fixture 'own'");
        assertThat(lines.getLast()).isEqualTo("  then go on with the same command and --resume --out here");
    }

    private static Result error(String task, String why) {
        var error = new Verdict.Error();
        return new Result(new Task(task, "p", "own", JsonNodeFactory.instance.objectNode()), 0, Optional.empty(),
                Evidence.trouble("", why), new Grade(error, error, error, why, List.of()));
    }
}
