package dev.frostbench.suites.swebench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.rules.GradingRules.Ending;
import dev.frostbench.suites.swebench.rules.GradingRules.Outcome;
import dev.frostbench.suites.swebench.rules.GradingRules.Share;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Each rule of 5.0.2, with what 4.1.0 says of the same log where that differs.
class Rules502Test {

    private static final String KEPT = "PASSED t.py::kept\n";

    @Test
    void anExpectedFailurePasses() {
        assertThat(both("pytest", KEPT + "XFAIL t.py::fixed\n")).containsExactly(true, true);
    }

    @Test
    void aSkippedTestThatShouldBeFixedFails() {
        assertThat(both("pytest", KEPT + "SKIPPED t.py::fixed\n")).containsExactly(true, false);
    }

    @Test
    void aSkippedTestThatShouldBeKeptIsASuccess() {
        var skipped = new TestResult("t.py::kept", TestGroup.PASS_TO_PASS, Status.SKIPPED);
        assertThat(both("pytest", "PASSED t.py::fixed\nSKIPPED t.py::kept\n")).containsExactly(true, true);
        assertThat(new Rules502().share(row("pytest"), skipped)).isEqualTo(Share.SUCCESS);
        assertThat(new Rules410().share(row("pytest"), skipped)).isEqualTo(Share.NOTHING);
    }

    @Test
    void aTestThatIsNotInTheLogFails() {
        assertThat(both("pytest", KEPT)).containsExactly(false, false);
    }

    @Test
    void aWordThatIsNoStatusNeitherPassesNorFails() {
        var outcome = grade(row("pytest"), KEPT + "ERRORS t.py::fixed\n");
        assertThat(outcome.resolved()).isTrue();
        assertThat(outcome.tests().getFirst().status()).isEqualTo(Status.OTHER);
    }

    @Test
    void aCountOfSkipsIsNoTest() {
        var outcome = grade(row("pytest"), KEPT + "PASSED t.py::fixed\nSKIPPED [1] t.py:3: no\nPASSED [100%]\n");
        assertThat(outcome.tests()).extracting(TestResult::name).containsExactly("t.py::fixed", "t.py::kept", "[100%]");
    }

    @Test
    void blanksStayInTheIdsOfTheSecondPytestParser() {
        var row = new Instance(fields("pytest_v2", "t.py::fixed[a b]"));
        assertThat(grade(row, KEPT + "PASSED t.py::fixed[a b]\n").resolved()).isTrue();
        assertThat(grade410(row, KEPT + "PASSED t.py::fixed[a b]\n").resolved()).isFalse();
        assertThat(grade(row, KEPT + "FAILED t.py::fixed[a b] - why - and\n").tests()).first()
                .isEqualTo(new TestResult("t.py::fixed[a b]", TestGroup.FAIL_TO_PASS, Status.FAILED));
    }

    @Test
    void anExitCodeWithoutAFailureIsRefused() {
        String log = KEPT + "PASSED t.py::fixed\n";
        assertThat(grade(row("pytest"), log, ">>>>> Test Exit Code: 1\n").ending()).isEqualTo(Ending.NO_RESULTS);
        assertThat(grade(row("pytest"), log, ">>>>> Test Exit Code: -9\n").ending()).isEqualTo(Ending.NO_RESULTS);
        assertThat(grade(row("pytest"), log, ">>>>> Test Exit Code: 0\n").resolved()).isTrue();
        assertThat(grade(row("pytest"), log + "FAILED t.py::other\n", ">>>>> Test Exit Code: 1\n").resolved()).isTrue();
        assertThat(grade(row("pytest"), log + "ERROR t.py::other\n", ">>>>> Test Exit Code: 2\n").resolved()).isTrue();
    }

    @Test
    void theFirstExitCodeOfALogCounts() {
        String log = KEPT + "PASSED t.py::fixed\n>>>>> Test Exit Code: 0\n";
        assertThat(grade(row("pytest"), log, ">>>>> Test Exit Code: 1\n").resolved()).isTrue();
    }

    @Test
    void anExitCodeLongerThanPythonReadsEndsTheOfficialTool() {
        assertThat(grade(row("pytest"), KEPT, ">>>>> Test Exit Code: " + "1".repeat(4301)).ending())
                .isEqualTo(Ending.ERROR);
    }

    @Test
    void aCutIdIsEveryTestThatBeginsSoIfTheyAgree() {
        var row = new Instance(fields("pytest_v2", "t.py::fixed[a"));
        assertThat(grade(row, KEPT + "PASSED t.py::fixed[a b]\nXFAIL t.py::fixed[a c]\n").resolved()).isTrue();
        assertThat(grade(row, KEPT + "PASSED t.py::fixed[a b]\nFAILED t.py::fixed[a c]\n").resolved()).isFalse();
        assertThat(grade(row, KEPT + "PASSED t.py::fixed[b]\n").resolved()).isFalse();
        var closed = new Instance(fields("pytest_v2", "t.py::fixed[a]"));
        assertThat(grade(closed, KEPT + "PASSED t.py::fixed[a][b]\n").resolved()).isFalse();
    }

    @Test
    void aCutIdHasTheStatusOfTheFirstInTheLog() {
        var row = new Instance(fields("pytest_v2", "t.py::fixed[a"));
        assertThat(grade(row, "ERROR t.py::fixed[a c]\nFAILED t.py::fixed[a b]\n").tests()).first()
                .extracting(TestResult::status).isEqualTo(Status.ERROR);
        assertThat(grade(row, "FAILED t.py::fixed[a b]\nERROR t.py::fixed[a c]\n").tests()).first()
                .extracting(TestResult::status).isEqualTo(Status.FAILED);
    }

    @Test
    void nothingRanIsNoResultUnlessARunnerSaysThatItRan() {
        var row = new Instance(fields("marked", "fixed").put("eval_type", "fail_only"));
        assertThat(grade(row, "Error: no browser\n").ending()).isEqualTo(Ending.NO_RESULTS);
        assertThat(grade(row, "Executed 0 of 0\n").ending()).isEqualTo(Ending.NO_RESULTS);
        assertThat(grade(row, "0 specs, 0 failures\n").ending()).isEqualTo(Ending.NO_RESULTS);
        for (String ran : List.of("Executed 3 of 4", "TOTAL: 7 SUCCESS", "12 passing (3s)", "Tests:   40 passed",
                "Test Suites: 1 failed, 2 passed, 3 total", "# tests 5", "10 specs, 0 failures", "'a/b': ok"))
            assertThat(grade(row, ran + "\n").resolved()).as(ran).isTrue();
        assertThat(grade410(row, "Error: no browser\n").resolved()).isTrue();
    }

    @Test
    void ifOnlyFailuresCountTheNameMustBeExact() {
        var row = new Instance(fields("pytest", "t.py::fixed[a").put("eval_type", "fail_only"));
        assertThat(grade(row, "FAILED t.py::fixed[a] x\n").resolved()).isTrue();
        assertThat(grade(row, "FAILED t.py::fixed[a\n").resolved()).isFalse();
        assertThat(grade(row, "ERROR t.py::fixed[a\n").resolved()).isTrue();
    }

    @Test
    void theRowsOwnWordDecidesWhetherOnlyFailuresCount() {
        var row = new Instance(fields("marked", "fixed").put("repo", "markedjs/marked"));
        assertThat(grade(row, "5 specs, 0 failures\n").resolved()).isFalse();
    }

    @Test
    void resultsOutsideTheMarkersCountIfNoneAreBetween() {
        assertThat(grade(row("pytest"), "", KEPT + "PASSED t.py::fixed\n").resolved()).isTrue();
        assertThat(grade(row("pytest"), KEPT, "PASSED t.py::fixed\n").resolved()).isFalse();
    }

    @Test
    void wordsOfFailureAndMissingMarkersAreNoResult() {
        for (String word : List.of("Patch Apply Failed", "Reset Failed", "Tests Errored", "Tests Timed Out"))
            assertThat(grade(row("pytest"), KEPT + "PASSED t.py::fixed\n>>>>> " + word + "\n").ending()).as(word)
                    .isEqualTo(Ending.NO_RESULTS);
        assertThat(new Rules502().grade(row("pytest"), parser("pytest", SwebenchVersion.V5_0_2),
                ">>>>> Start Test Output\n" + KEPT).ending()).isEqualTo(Ending.NO_RESULTS);
    }

    @Test
    void aLogThatEndsTheParserHasNoReport() {
        var outcome = grade(row("doctest"), "<doctest><TestCase></doctest>\n");
        assertThat(outcome.ending()).isEqualTo(Ending.ERROR);
        assertThat(outcome.why()).isEqualTo("its XML is broken at its line 1");
    }

    private static List<Boolean> both(String parser, String log) {
        return List.of(grade410(row(parser), log).resolved(), grade(row(parser), log).resolved());
    }

    private static Outcome grade(Instance row, String log) {
        return grade(row, log, "");
    }

    private static Outcome grade(Instance row, String log, String after) {
        return new Rules502().grade(row, parser(row.parserName().orElseThrow(), SwebenchVersion.V5_0_2),
                ">>>>> Start Test Output\n" + log + ">>>>> End Test Output\n" + after);
    }

    private static Outcome grade410(Instance row, String log) {
        return new Rules410().grade(row, parser(row.parserName().orElseThrow(), SwebenchVersion.V4_1_0),
                ">>>>> Start Test Output\n" + log + ">>>>> End Test Output\n");
    }

    private static LogParser parser(String name, SwebenchVersion version) {
        return LogParsers.named(name, version).orElseThrow();
    }

    private static Instance row(String parser) {
        return new Instance(fields(parser, "t.py::fixed"));
    }

    private static ObjectNode fields(String parser, String fixed) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("version", "2").put("log_parser", parser)
                .put("eval_type", "pass_and_fail").putArray("FAIL_TO_PASS").add(fixed);
        row.putArray("PASS_TO_PASS").add("t.py::kept");
        return row;
    }
}
