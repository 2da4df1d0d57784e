package dev.frostbench.suites.swebench;

import dev.frostbench.suites.audit.Cheat;
import dev.frostbench.suites.audit.CheatingPatch;
import dev.frostbench.suites.audit.CommentedPatch;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.environment.InstanceRecipes;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.task.KnownAnswer;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The meaning of SWE-bench: apply the patch, run the evaluation script, and read its log by the rules of 4.1.0.
/// [SwebenchProcedure] says how, [SwebenchJudge] what it proves.
public final class SwebenchEvaluation implements Evaluation {

    private final Environments environments;
    private final InstanceRecipes recipes;
    private final SwebenchProcedure procedure;
    private final SwebenchJudge judge;

    public SwebenchEvaluation(Environments environments, Duration timeout, ProcedureLimits limits) {
        this.environments = environments;
        this.recipes = new InstanceRecipes(environments);
        this.procedure = new SwebenchProcedure(environments, recipes, timeout, limits);
        this.judge = new SwebenchJudge(environments);
    }

    @Override
    public List<Path> reads() {
        return environments.files();
    }

    @Override
    public Optional<String> gold(Task task) {
        return Optional.of(Instance.of(task).patch());
    }

    @Override
    public Optional<String> commented(Task task) {
        return gold(task).map(CommentedPatch::of);
    }

    @Override
    public List<Cheat> cheats(Task task) {
        var instance = Instance.of(task);
        return judge.runner(instance).map(runner -> CheatingPatch.of(instance.patch(), Optional.of(runner),
                Stream.concat(instance.failToPass().stream(), instance.passToPass().stream()).toList()))
                .orElse(List.of());
    }

    @Override
    public Optional<KnownAnswer> answer(Task task) {
        var instance = Instance.of(task);
        String repository = instance.repository();
        return Optional.of(new KnownAnswer(Optional.of(instance.baseCommit()),
                Optional.of(repository.substring(repository.lastIndexOf('/') + 1)), Optional.of(instance.version()),
                Map.of("gold patch", instance.patch(), "test patch", instance.testPatch())));
    }

    @Override
    public List<String> defences(Task task, int depth) {
        List<String> log = List.of("the runner's counts and exit code", "restored test machinery");
        if (depth == 0 || !EvaluationScript.holdsTestPatch(Instance.of(task))) return log;
        return Stream.concat(Stream.of(depth + (depth == 1 ? " control" : " controls")), log.stream()).toList();
    }

    @Override
    public Map<String, JsonNode> recipes(Task task) {
        return recipes.of(Instance.of(task), task.fixture());
    }

    @Override
    public List<String> differences(Task task) {
        return recipes.notes(environments.of(Instance.of(task)));
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction) {
        return procedure(task, prediction, Controls.NONE);
    }

    @Override
    public Procedure procedure(Task task, Prediction prediction, Controls controls) {
        return procedure.of(Instance.of(task), prediction.text(), controls);
    }

    @Override
    public boolean needs(Task task, Prediction prediction, String pass, Evidence soFar) {
        return judge.needs(Instance.of(task), pass, soFar);
    }

    /// At the standard depth a draw says whether there is another true run.
    @Override
    public List<String> lacks(Task task, Prediction prediction, int depth, Evidence evidence) {
        return Evaluation.super.lacks(task, prediction, depth, evidence).stream()
                .filter(pass -> depth > Controls.STANDARD || !pass.startsWith(ControlRuns.REPEAT)
                        || ControlRuns.isOfBuild(pass))
                .toList();
    }

    @Override
    public String judgedBy(Task task) {
        return environments.parser(Instance.of(task).repository()).orElse("");
    }

    @Override
    public Grade grade(Task task, Prediction prediction, Evidence evidence) {
        return judge.grade(Instance.of(task), prediction.text(), evidence);
    }
}
