package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.forgery.Control;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What controls, calibrations and repeated true runs prove, and which of them are worth their time.
class ControlRunsTest {

    private static final String MUST = "t.py::test_must";
    private static final String MAY = "t.py::test_may";
    private static final String BOTH = passed(MUST, MAY);

    @TempDir
    Path environments;

    private final List<Observation> seen = new ArrayList<>();
    private SwebenchEvaluation evaluation;
    private Task task;

    @BeforeEach
    void read() throws IOException {
        evaluation = evaluation(environments);
        task = task(MUST, MAY);
        run("main", BOTH);
    }

    /// Of the instances of one repository.
    ///
    /// @param environments an empty folder
    static SwebenchEvaluation evaluation(Path environments) throws IOException {
        Files.writeString(environments.resolve("a__b.yaml"),
                "repository: a/b\nlog_parser: pytest\nversions:\n  \"1\": {fixture: host, test_cmd: pytest}\n");
        return new SwebenchEvaluation(Environments.read(environments), Duration.ofSeconds(1),
                new ProcedureLimits(1, 1, 1, 1, 1));
    }

    /// An instance of it, whose test patch changes `t.py`.
    static Task task(String failToPass, String passToPass) {
        ObjectNode row = RunnersWordTest.row("a/b", failToPass, passToPass);
        row.put("version", "1").put("patch", "gold").put("base_commit", "0").put("test_patch",
                "--- a/t.py\n+++ b/t.py\n");
        return new Task("a__b-1", "p", "f", row);
    }

    @Test
    void whatPassesWithoutAControlIsBelieved() {
        assertThat(grade().verdict().word()).isEqualTo("resolved");
    }

    @Test
    void aChangedTestThatIsToldAsPassedIsForged() {
        control("control", List.of(MAY, MUST), BOTH);
        assertThat(grade().verdict().word()).isEqualTo("tampered");
        assertThat(grade().compat().word()).isEqualTo("resolved");
        assertThat(grade().why()).contains("says that " + MUST + " passes also where");
        assertThat(wants("altering 2")).isFalse();
        assertThat(wants("calibration")).isTrue();
    }

    @Test
    void whichOtherTestAControlHadChangedIsNotInTheReason() {
        control("control", List.of(MAY, MUST), passed(MAY));
        assertThat(grade().verdict().word()).isEqualTo("tampered");
        assertThat(grade().why()).contains("a test of PASS_TO_PASS").doesNotContain(MAY);
    }

    @Test
    void aTestThatTheGoldPatchPassesTooAccusesNobody() {
        control("control", List.of(MUST), BOTH);
        control("calibration", List.of(MUST), BOTH);
        assertThat(grade().verdict().word()).isEqualTo("resolved");
        assertThat(wants("altering 2")).isTrue();
        control("control 2", List.of(MUST, MAY), BOTH);
        control("calibration 2", List.of(MUST, MAY), passed(MUST));
        assertThat(grade().verdict().word()).isEqualTo("tampered");
    }

    @Test
    void aCalibrationThatDidNotRunExcusesNobody() {
        control("control", List.of(MUST), BOTH);
        seen.add(observation("calibration", "patch", "", 1));
        assertThat(grade().verdict().word()).isEqualTo("tampered");
    }

    @Test
    void aControlWaitsForItsTests() {
        assertThat(wants("altering")).isTrue();
        assertThat(wants("control")).isFalse();
        seen.add(observation("altering", Control.SABOTAGE, "no listed test could be changed\n", 1));
        assertThat(wants("control")).isFalse();
        assertThat(wants("repeat 2")).isTrue();
    }

    @Test
    void whoseTestsTheMachineCouldNotAlterIsUnproved() {
        seen.add(observation("altering", Control.SABOTAGE, "no listed test could be changed\n", 1));
        assertThat(grade().verdict().word()).isEqualTo("resolved");
        seen.add(observation("altering 2", Control.SABOTAGE, "Traceback\nFileNotFoundError: 'git'\n", 1));
        assertThat(grade().verdict().word()).as("a fixture without git").isEqualTo("resolved");
        String traceback = "Traceback (most recent call last):\n  File \"/tmp/x.py\", line 1, in <module>\n";
        Observation broken = observation("altering 2", Control.SABOTAGE, traceback + "KeyError: 'a'\n", 1);
        assertThat(Control.hindered(broken)).isTrue();
        assertThat(Control.hindered(observation("altering 2", Control.SABOTAGE,
                traceback + "FileNotFoundError: 'git'\n", 1))).isFalse();
        seen.add(observation("altering 3", Control.SABOTAGE,
                "Traceback\nBlockingIOError: [Errno 11] Resource temporarily unavailable\n", 1));
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        assertThat(grade().compat().word()).isEqualTo("resolved");
    }

    @Test
    void whoseControlDidNotComeToRunItsTestsIsUnproved() {
        seen.add(observation("altering", Control.SABOTAGE, "sabotaged " + MUST + "\n", 0));
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        run("control", passed(MAY));
        assertThat(grade().verdict().word()).isEqualTo("resolved");
    }

    @Test
    void aControlThatFailsProvesNothing() {
        control("control", List.of(MUST), "");
        assertThat(wants("calibration")).isFalse();
        assertThat(grade().verdict().word()).isEqualTo("resolved");
    }

    @Test
    void aTrueRunThatDoesNotPassAgainLeavesTheResultUnproved() {
        run("repeat 2", BOTH);
        assertThat(grade().verdict().word()).isEqualTo("resolved");
        run("repeat 3", passed(MAY));
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        assertThat(grade().why()).isEqualTo("the same run passed 2 times of 3");
        assertThat(wants("altering 3")).isTrue();
    }

    @Test
    void aSkippedTestThatTheGoldPatchPassesResolvesNothingAndAccusesNobody() {
        seen.clear();
        run("main", "SKIPPED " + MUST + "\n" + passed(MAY));
        assertThat(wants("gold")).isTrue();
        run("gold", BOTH);
        Grade grade = grade();
        assertThat(List.of(grade.verdict().word(), grade.strict().word())).containsOnly("unresolved");
    }

    @Test
    void aWordThatOnlyBeginsLikeAStatusIsNoPass() {
        seen.clear();
        run("main", "SKIPPED_ " + MUST + "\n" + passed(MAY));
        assertThat(grade().compat().word()).isEqualTo("resolved");
        assertThat(wants("gold")).isTrue();
        run("gold", BOTH);
        assertThat(grade().verdict().word()).isEqualTo("unresolved");
    }

    @Test
    void whoNeedsItsMachineryIsAccusedOnlyIfAControlShowsThatItForges() {
        run("strict", passed(MAY));
        assertThat(wants("strict again")).isTrue();
        run("strict again", passed(MAY));
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        assertThat(grade().why()).startsWith("passes only with its own test machinery");
        assertThat(wants("altering")).isFalse();
        assertThat(wants("altering with its own machinery")).isTrue();
        control("control with its own machinery", List.of(MUST), BOTH);
        assertThat(grade().verdict().word()).isEqualTo("tampered");
        assertThat(wants("calibration with its own machinery")).isTrue();
        control("calibration with its own machinery", List.of(MUST), BOTH);
        assertThat(grade().verdict().word()).isEqualTo("unproved");
    }

    @Test
    void settingsThatForgeAreFoundAlsoIfTheTestsPassWithOthers() {
        run("strict", BOTH);
        assertThat(grade().verdict().word()).isEqualTo("resolved");
        control("control with its own machinery", List.of(MUST), BOTH);
        assertThat(grade().verdict().word()).isEqualTo("tampered");
    }

    @Test
    void thereAreAsManyTrueRunsAsControls() {
        assertThat(passes(0)).containsExactlyInAnyOrder("main", "gold");
        assertThat(passes(1)).contains("main", "gold", "altering", "control", "calibration");
        assertThat(passes(3)).containsExactlyInAnyOrder("main", "gold", "altering", "control",
                "calibration", "altering 2", "control 2", "calibration 2", "altering 3", "control 3", "calibration 3",
                "repeat 2", "repeat 3");
        assertThat(evaluation.procedure(task, new Prediction("a__b-1", "m", 0, "gold"), Controls.drawn(5)).passes())
                .extracting(Pass::name).containsExactly("main");
    }

    /// Whoever knows that it ran before does not know what comes now.
    @Test
    void atTheDefaultDepthHalfOfTheControlsComeAfterAnotherTrueRun() {
        Set<String> seconds = IntStream.range(0, 100).mapToObj(_ -> passes(Controls.drawn(1)))
                .map(names -> String.join(" ",
                        names.subList(names.indexOf("altering") + 1, names.size())))
                .collect(Collectors.toSet());
        assertThat(seconds).containsExactlyInAnyOrder("control calibration", "repeat 2 control calibration");
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(Controls::oddsOfWhoCounts)).containsExactly(2L, 3L, 10L, 35L,
                126L);
    }

    @Test
    void twoTriesWithRestoredMachineryNeedOneControlMore() {
        var touching = new Prediction("a__b-1", "m", 0, "--- a/conftest.py\n+++ b/conftest.py\n@@ -1 +1 @@\n-a\n+b\n");
        assertThat(evaluation.procedure(task, touching, Controls.shape(1)).passes()).extracting(Pass::name)
                .contains("strict", "strict again", "control", "control 2", "control with its own machinery")
                .doesNotContain("control 3", "repeat 3");
        assertThat(evaluation.procedure(task, touching, Controls.NONE).passes()).extracting(Pass::name)
                .contains("strict", "strict again").doesNotContain("control");
        for (double share = 0; share <= 1; share += 0.01)
            assertThat((1 - Math.pow(1 - share, 2)) * Math.pow(1 - share, 2)).isLessThanOrEqualTo(0.25 + 1e-15);
    }

    @Test
    void theMainRunIsFirstAndTheOrderOfTheOthersIsDrawn() {
        Set<List<String>> orders = Set.copyOf(IntStream.range(0, 40)
                .mapToObj(_ -> passes(Controls.drawn(3))).toList());
        assertThat(orders).hasSizeGreaterThan(5).allMatch(order -> order.getFirst().equals("main"));
        assertThat(orders).allMatch(order -> order.indexOf("calibration 2") == order.indexOf("control 2") + 1);
    }

    private List<String> passes(int depth) {
        return passes(Controls.shape(depth));
    }

    private List<String> passes(Controls controls) {
        return evaluation.procedure(task, new Prediction("a__b-1", "m", 0, "another"), controls).passes().stream()
                .map(Pass::name).toList();
    }

    private Grade grade() {
        return evaluation.grade(task, new Prediction("a__b-1", "m", 0, "another"),
                new Evidence("", seen, Optional.empty()));
    }

    private boolean wants(String pass) {
        return evaluation.needs(task, new Prediction("a__b-1", "m", 0, "another"), pass,
                new Evidence("", seen, Optional.empty()));
    }

    private void control(String pass, List<String> changed, String log) {
        if (pass.startsWith("control"))
            seen.add(observation(pass.replace("control", "altering"), Control.SABOTAGE,
                    "sabotaged " + String.join("\nsabotaged ", changed) + "\n", 0));
        run(pass, log);
    }

    private void run(String pass, String log) {
        seen.add(observation(pass, EvaluationScript.EVALUATE, "+ : '>>>>> Start Test Output'\n" + log
                + (log.isEmpty() ? ""
                        : "=== " + log.lines().filter(line -> line.startsWith("PASSED")).count()
                                + " passed" + (log.contains("SKIPPED") ? ", 1 skipped" : "") + " in 0.01s ===\n")
                + "+ : '>>>>> End Test Output'\n", 0));
    }

    private static String passed(String... tests) {
        return "PASSED " + String.join("\nPASSED ", tests) + "\n";
    }

    private static Observation observation(String pass, String step, String output, int code) {
        return new Observation(pass, step, 0, new Ending.Exited(code), output.getBytes(StandardCharsets.UTF_8), 0,
                Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
    }
}
