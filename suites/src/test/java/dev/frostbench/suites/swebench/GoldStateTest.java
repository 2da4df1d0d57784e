package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.environment.EnvironmentsTest;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A task whose solution is a settings file: the pass with the original test machinery has the solution's own file.
class GoldStateTest {

    private static final String GOLD = edit("setup.cfg", "old", "gold") + edit("src/a.py", "old", "gold");

    @TempDir
    Path folder;

    private static String edit(String file, String from, String to) {
        return "diff --git a/" + file + " b/" + file + "\n--- a/" + file + "\n+++ b/" + file + "\n@@ -1 +1 @@\n-" + from
                + "\n+" + to + "\n";
    }

    @Test
    void settingsThatTheSolutionChangesTooGetTheSolutionsState() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/src")).getParent();
        Files.writeString(tree.resolve("setup.cfg"), "old\n");
        Files.writeString(tree.resolve("src/a.py"), "of the prediction\n");
        List<Invocation> steps = restoring(edit("setup.cfg", "old", "else") + edit("tox.ini", "old", "else"));
        assertThat(steps).hasSize(1);
        assertThat(run(tree, steps.getFirst())).isZero();
        assertThat(tree.resolve("setup.cfg")).hasContent("gold");
        assertThat(tree.resolve("src/a.py")).hasContent("of the prediction");
    }

    @Test
    void otherSettingsGetTheStateBeforeThePatch() throws Exception {
        assertThat(restoring(edit("tox.ini", "old", "else"))).isEmpty();
    }

    private List<Invocation> restoring(String prediction) throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"), """
                repository: a/b
                versions:
                  "1": {fixture: host, test_cmd: pytest -rA}
                """);
        var row = EnvironmentsTest.instance("a/b", "1", 1).row();
        row.put("patch", GOLD);
        Procedure procedure = new SwebenchEvaluation(Environments.read(folder), Duration.ofMinutes(1),
                new ProcedureLimits(1, 1, 1, 1, 1))
                .procedure(new Task("a__b-1", "swe-bench", "swebench/a__b-1", row),
                        new Prediction("a__b-1", "m", 0, prediction));
        return procedure.passes().stream().filter(pass -> pass.name().equals(SwebenchProcedure.STRICT))
                .flatMap(pass -> pass.steps().stream()).filter(step -> step.name().startsWith("gold state"))
                .map(step -> ((Step.Run) step).alternatives().getFirst()).toList();
    }

    private static int run(Path tree, Invocation invocation) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(invocation.argv()).directory(tree.toFile()).inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE).start();
        process.getOutputStream().write(invocation.stdin());
        process.getOutputStream().close();
        return process.waitFor();
    }
}
