package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.environment.EnvironmentsTest;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.recorded.SwebenchLogs;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that runs, part by part, and the log of its parts.
class EvaluationScriptTest {

    private static final String YAML = """
            repository: a/b
            versions:
              "1":
                fixture: host
                test_cmd: pytest -rA
                set_up: [export LANG=C.UTF-8]
                services: [echo]
                corrections: [the locale is another]
            """;

    @TempDir
    Path folder;

    @Test
    void thePartsOneAfterTheOtherAreTheOfficialScript() throws IOException {
        String whole = script("--- a/t.py").parts().stream().map(EvaluationScript.Part::official)
                .collect(Collectors.joining());
        String base = EnvironmentsTest.instance("a/b", "1", 1).baseCommit();
        assertThat(whole).isEqualTo("""
                #!/bin/bash
                set -uxo pipefail
                cd /testbed
                export LANG=C.UTF-8
                git config --global --add safe.directory /testbed
                cd /testbed
                git status
                git show
                git -c core.fileMode=false diff BASE
                git checkout BASE t.py
                git apply -v - <<'EOF_114329324912'
                diff --git a/t.py b/t.py
                --- a/t.py
                +++ b/t.py
                @@ -1 +1 @@
                -a
                +b

                EOF_114329324912
                : '>>>>> Start Test Output'
                pytest -rA t.py
                : '>>>>> End Test Output'
                git checkout BASE t.py
                """.replace("BASE", base));
    }

    @Test
    void aCheckoutThatNamesNoFileIsLeftOutAndSaidSo() throws IOException {
        EvaluationScript script = script("new file mode 100644\n--- /dev/null");
        assertThat(script.parts()).noneMatch(part -> part.run().contains("git checkout"));
        assertThat(script.notes()).singleElement().asString().contains("only adds files");
    }

    @Test
    void ofVersionFivesScriptWhatTheFixtureStandsForIsLeftOutAndSaidSo() throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"), YAML);
        var instance = instance("--- a/t.py");
        instance.row().put("eval_script",
                "set -uxo pipefail\nsource /opt/miniconda3/bin/activate\nconda activate testbed\n"
                        + "export LANG=en_US.UTF-8\npython -m pip install -e .\npytest -rA t.py\n");
        var script = EvaluationScript.of(instance, environments().of(instance).version());
        assertThat(script.parts().getFirst().run()).isEqualTo("#!/bin/bash\nset -uxo pipefail\npytest -rA t.py\n");
        assertThat(script.notes()).hasSize(2).last().asString().contains("python -m pip install -e .");
    }

    @Test
    void versionFivesScriptTellsTheExitCodeOfTheTestsAndNotThatOfWhatFollows() throws Exception {
        Files.writeString(folder.resolve("a__b.yaml"), YAML);
        var instance = instance("--- a/t.py");
        instance.row().put("eval_script", "#!/bin/bash\nset -uxo pipefail\n: '>>>>> Start Test Output'\n(exit 3)\n"
                + ": '>>>>> End Test Output'\ntrue\n");
        var part = EvaluationScript.of(instance, environments().of(instance).version()).parts().getFirst();
        Path file = Files.writeString(folder.resolve("eval.sh"), part.run());
        var process = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(log).endsWith("+ : '>>>>> End Test Output'\n+ echo '>>>>> Test Exit Code: 3'\n"
                + ">>>>> Test Exit Code: 3\n+ true\n");
    }

    @Test
    void anEnvironmentOfItsOwnNeedsNoDataAndRunsTheWholeScript() throws IOException {
        var row = EnvironmentsTest.instance("unknown/repository", "1", 1).row();
        row.put("eval_script", "#!/bin/bash\nconda activate testbed\npip install -e .\npytest -rA t.py\n");
        var own = new Instance(row, true);
        var nothing = Environments.none(folder.resolve("none"));
        assertThat(EvaluationScript.of(own, nothing.of(own).version()).parts().getFirst().run())
                .contains("conda activate testbed\n", "pip install -e .\n");
        assertThatThrownBy(() -> nothing.of(new Instance(row))).hasMessageContaining("has no environment");
        var built = EvaluationScript.of(new Instance(row), nothing.of(own).version());
        assertThat(built.parts().getFirst().run()).doesNotContain("conda", "pip install").contains("pytest -rA");
    }

    @Test
    void versionFoursScriptActivatesTheInterpreterOfAnImageThatHasOne() throws Exception {
        Files.writeString(folder.resolve("a__b.yaml"), YAML);
        var own = new Instance(instance("--- a/t.py").row(), true);
        var parts = EvaluationScript.of(own, environments().of(own).version()).parts();
        assertThat(parts).allSatisfy(part -> assertThat(part.run())
                .startsWith("if [ -r /opt/miniconda3/bin/activate ]; then"));
        assertThat(script("--- a/t.py").parts()).noneSatisfy(part -> assertThat(part.run()).contains("conda"));
    }

    /// A report must not name a defence that a row does not have.
    @Test
    void aScriptThatBringsTheTestsInAnotherWayHasNoControl() throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"), YAML);
        for (String bringing : List.of("git apply - <<'EOF'\nPATCH\nEOF", "cp -r /assets/tests .")) {
            var instance = instance("--- a/t.py");
            instance.row().put("eval_script", bringing.replace("PATCH", instance.testPatch()) + "\npytest -rA t.py\n");
            var task = new Task("a__b-1", "swe-bench", "swebench/a__b-1", instance.row());
            assertThat(evaluation().defences(task, 2).contains("2 controls")).isEqualTo(bringing.contains("PATCH"));
        }
    }

    @Test
    void theStepOfTheTestsEndsAsTheTestCommandDid() throws Exception {
        Files.writeString(folder.resolve("a__b.yaml"), YAML.replace("pytest -rA", "bash -c 'exit 3'"));
        var part = EvaluationScript.of(instance("--- a/t.py"), environments().of(instance("--- a/t.py")).version())
                .parts().stream().filter(each -> each.name().equals(EvaluationScript.EVALUATE)).findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("eval.sh"), part.run().replace("cd /testbed", "cd /"));
        var process = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(log.lines().filter(line -> !line.contains("exit 3") && !line.contains("t.py")))
                .containsExactly("+ : '>>>>> Start Test Output'", "+ : '>>>>> End Test Output'");
    }

    @Test
    void servicesAreWaitedForBeforeThePatchIsThereAndEveryDifferenceIsNoted() throws IOException {
        script("--- a/t.py");
        Files.createDirectories(folder.resolve("services"));
        Files.writeString(folder.resolve("services/echo.yaml"), """
                description: says what it hears
                python: "3.11"
                start: echo &
                ports: [7]
                """);
        Procedure procedure = evaluation().procedure(task(), new Prediction("a__b-1", "m", 0, "diff --git a/x b/x\n"));
        List<String> names = procedure.passes().getFirst().steps().stream().map(Step::name).toList();
        assertThat(names).startsWith("service echo").contains("patch", EvaluationScript.EVALUATE);
        var service = (Step.Run) procedure.passes().getFirst().steps().getFirst();
        assertThat(service.stopsUnlessPassed()).isTrue();
        assertThat(service.alternatives().getFirst().argv().getLast()).contains("/dev/tcp/127.0.0.1/7");
        assertThat(procedure.notes()).contains("the locale is another", "service echo: says what it hears");
    }

    @Test
    void aServiceThatDoesNotStartIsAnErrorAndNoFailure() throws IOException {
        script("--- a/t.py");
        var seen = observation("service echo", "", new Ending.Exited(1));
        var grade = evaluation().grade(task(), new Prediction("a__b-1", "m", 0, "x"),
                new Evidence("", List.of(seen), Optional.empty()));
        assertThat(grade.verdict().word()).isEqualTo("error");
        assertThat(grade.why()).isEqualTo("the service echo did not start");
    }

    @Test
    void theLogIsWhatThePartsPrinted() {
        var evidence = new Evidence("", List.of(observation("apply", "applied\n", new Ending.Exited(0)),
                observation(EvaluationScript.TREE, "tree\n", new Ending.Exited(0)),
                observation(EvaluationScript.EVALUATE, "tests\n", new Ending.Exited(1)),
                observation(EvaluationScript.RESTORE, "back\n", new Ending.Exited(0))), Optional.empty());
        assertThat(new String(EvaluationLog.text(evidence, "main").orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("tree\ntests\nback\n");
        assertThat(EvaluationLog.of(evidence, "main").orElseThrow().ending()).isEqualTo(new Ending.Exited(1));
    }

    @Test
    void aTimedOutLogSaysSoAtItsEndAndIsReadAgainAsOne() throws IOException {
        var limit = new Ending.TimedOut(Duration.ofSeconds(5));
        var evidence = new Evidence("", List.of(observation(EvaluationScript.TREE, "tree\n", new Ending.Exited(0)),
                observation(EvaluationScript.EVALUATE, "tests\n", limit),
                observation(EvaluationScript.RESTORE, "back\n", new Ending.Exited(0))), Optional.empty());
        byte[] log = EvaluationLog.text(evidence, "main").orElseThrow();
        assertThat(new String(log, StandardCharsets.UTF_8))
                .isEqualTo("tree\ntests\n\n\nTimeout error: 5 seconds exceeded.");

        Path recorded = Files.createDirectories(folder.resolve("logs/m/a__b-1"));
        Files.write(recorded.resolve("test_output.txt"), log);
        var again = new SwebenchLogs().find(folder.resolve("logs"), List.of("a__b-1")).logs().getFirst().evidence();
        assertThat(again.observations().getFirst().ending()).isEqualTo(limit);
        assertThat(EvaluationLog.text(again, "main").orElseThrow()).isEqualTo(log);
    }

    @Test
    void aLineThatAnyTestCanPrintRejectsNoPatch() throws IOException {
        script("--- a/t.py");
        var seen = observation(EvaluationScript.EVALUATE, ">>>>> Patch Apply Failed\n", new Ending.Exited(0));
        var grade = evaluation().grade(task(), new Prediction("a__b-1", "m", 0, "x"),
                new Evidence("", List.of(seen), Optional.empty()));
        assertThat(grade.compat().word()).isEqualTo("unresolved");
        assertThat(grade.tests()).isEmpty();
    }

    private static Observation observation(String step, String output, Ending ending) {
        return new Observation("main", step, 0, ending, output.getBytes(StandardCharsets.UTF_8), 0, Duration.ZERO,
                Duration.ZERO, 0, Set.of(), 0);
    }

    private EvaluationScript script(String before) throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"), YAML);
        return EvaluationScript.of(instance(before), environments().of(instance(before)).version());
    }

    private Environments environments() {
        return Environments.read(folder);
    }

    private SwebenchEvaluation evaluation() {
        return new SwebenchEvaluation(environments(), Duration.ofMinutes(1), new ProcedureLimits(1, 1, 1, 1, 1));
    }

    private static Task task() {
        return new Task("a__b-1", "swe-bench", "swebench/a__b-1", instance("--- a/t.py").row());
    }

    private static Instance instance(String before) {
        var instance = EnvironmentsTest.instance("a/b", "1", 1);
        instance.row().put("test_patch", instance.testPatch().replace("--- a/t.py", before));
        return instance;
    }
}
