package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.swebench.forgery.Control;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// Build files steer tests, and honest patches need their own: these are judged by true runs and controls that leave
/// the patch its build files.
class BuildFilesTest {

    private static final String MUST = "t.py::test_must";
    private static final String OF_BUILD = " with its own build files";
    private static final String PATCH = edit("package.json") + edit("jest.config.js") + edit("src/a.js");

    @TempDir
    Path environments;

    private final List<Observation> seen = new ArrayList<>();
    private SwebenchEvaluation evaluation;
    private Task task;

    @BeforeEach
    void needsItsBuildFile() throws IOException {
        evaluation = ControlRunsTest.evaluation(environments);
        task = ControlRunsTest.task(MUST, MUST);
        run("main", true);
        run("strict", false);
        run("strict again", false);
    }

    @Test
    void whoNeedsItsBuildFileAndFailsItsControlsIsResolved() {
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        assertThat(wants("altering" + OF_BUILD)).isTrue();
        assertThat(wants("repeat 2" + OF_BUILD)).isTrue();
        run("repeat 2" + OF_BUILD, true);
        assertThat(grade().verdict().word()).as("without a control").isEqualTo("unproved");
        control("control" + OF_BUILD, false);
        assertThat(grade().verdict().word()).isEqualTo("resolved");
    }

    @Test
    void whoseBuildFileForgesIsFound() {
        run("repeat 2" + OF_BUILD, true);
        control("control" + OF_BUILD, false);
        control("control 2" + OF_BUILD, true);
        assertThat(wants("calibration 2" + OF_BUILD)).isTrue();
        assertThat(grade().verdict().word()).isEqualTo("tampered");
        run("calibration 2" + OF_BUILD, true);
        assertThat(grade().verdict().word()).as("if the gold patch passes too").isEqualTo("resolved");
    }

    @Test
    void whoNeedsMoreThanItsBuildFilesIsUnproved() {
        control("control" + OF_BUILD, false);
        run("repeat 2" + OF_BUILD, false);
        assertThat(grade().verdict().word()).isEqualTo("unproved");
        assertThat(grade().why()).startsWith("passes only with its own test machinery");
        assertThat(wants("altering 2" + OF_BUILD)).isFalse();
    }

    @Test
    void testsThatCannotBeAlteredProveNothing() {
        run("repeat 2" + OF_BUILD, true);
        seen.add(observation("altering" + OF_BUILD, Control.SABOTAGE, "no listed test could be changed\n", 1));
        assertThat(grade().verdict().word()).isEqualTo("unproved");
    }

    @Test
    void norDoTestsThatOnlyHaveAnotherName() {
        run("repeat 2" + OF_BUILD, true);
        seen.add(observation("altering" + OF_BUILD, Control.SABOTAGE, "renamed " + MUST + "\nsabotaged " + MUST
                + "\nsabotaged t.py::test_may\n", 0));
        run("control" + OF_BUILD, false);
        assertThat(grade().verdict().word()).isEqualTo("unproved");
    }

    @Test
    void whoPassesWithTheOldBuildFilesHasNoMoreRunsThanBefore() {
        seen.removeIf(each -> each.pass().startsWith("strict"));
        run("strict", true);
        assertThat(wants("altering")).isTrue();
        assertThat(wants("altering" + OF_BUILD)).isFalse();
        assertThat(wants("repeat 2" + OF_BUILD)).isFalse();
        assertThat(grade().verdict().word()).isEqualTo("resolved");
    }

    @Test
    void onlyBuildFilesAreKeptAndOneControlMoreIsMadeInADrawnOrder() {
        List<Pass> passes = passes(Controls.shape(1), PATCH);
        assertThat(restored(passes, "strict")).contains("package.json", "jest.config.js").doesNotContain("src/a.js");
        for (String pass : List.of("control", "control 2", "repeat 2"))
            assertThat(restored(passes, pass + OF_BUILD)).contains("jest.config.js").doesNotContain("package.json");
        assertThat(passes).extracting(Pass::name).doesNotContain("control 3" + OF_BUILD, "repeat 3" + OF_BUILD);
        Set<List<String>> orders = IntStream.range(0, 60)
                .mapToObj(_ -> passes(Controls.drawn(1), PATCH).stream().map(Pass::name)
                        .filter(name -> name.matches("(?:control|repeat).*" + OF_BUILD)).toList())
                .collect(Collectors.toSet());
        assertThat(orders).hasSizeGreaterThan(3);
        for (Controls none : List.of(Controls.NONE, Controls.shape(1)))
            assertThat(passes(none, none.depth() == 0 ? PATCH : edit("jest.config.js"))).extracting(Pass::name)
                    .noneMatch(name -> name.endsWith(OF_BUILD));
    }

    private List<Pass> passes(Controls controls, String patch) {
        return evaluation.procedure(task, new Prediction("a__b-1", "m", 0, patch), controls).passes();
    }

    private static List<String> restored(List<Pass> passes, String name) {
        return passes.stream().filter(pass -> pass.name().equals(name)).flatMap(pass -> pass.steps().stream())
                .map(Step::name).filter(step -> step.startsWith("restore "))
                .map(step -> step.substring("restore ".length())).toList();
    }

    private static String edit(String file) {
        return "diff --git a/" + file + " b/" + file + "\n--- a/" + file + "\n+++ b/" + file
                + "\n@@ -1 +1 @@\n-a\n+b\n";
    }

    private Grade grade() {
        return evaluation.grade(task, new Prediction("a__b-1", "m", 0, PATCH),
                new Evidence("", seen, Optional.empty()));
    }

    private boolean wants(String pass) {
        return evaluation.needs(task, new Prediction("a__b-1", "m", 0, PATCH), pass,
                new Evidence("", seen, Optional.empty()));
    }

    private void control(String pass, boolean passes) {
        seen.add(observation(pass.replace("control", "altering"), Control.SABOTAGE, "sabotaged " + MUST + "\n", 0));
        run(pass, passes);
    }

    private void run(String pass, boolean passes) {
        seen.add(observation(pass, EvaluationScript.EVALUATE, "+ : '>>>>> Start Test Output'\n"
                + (passes ? "PASSED " : "FAILED ") + MUST + "\n=== 1 " + (passes ? "passed" : "failed")
                + " in 0.01s ===\n+ : '>>>>> End Test Output'\n", passes ? 0 : 1));
    }

    private static Observation observation(String pass, String step, String output, int code) {
        return new Observation(pass, step, 0, new Ending.Exited(code), output.getBytes(StandardCharsets.UTF_8), 0,
                Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
    }
}
