package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.NoSettings;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.kind.Showing;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Duration;
import java.util.Optional;

/// `human-eval`: samples of one function each, checked by HumanEval's own tests.
public final class HumanEvalKind implements PartKind<NoSettings> {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Override
    public String word() {
        return "human-eval";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public RowRules rows() {
        return new HumanEvalRows();
    }

    @Override
    public boolean countsSamples() {
        return true;
    }

    /// A sample is one function, and its checks run in another process: a service would be a way from one to the other.
    @Override
    public boolean takesService() {
        return false;
    }

    @Override
    public Optional<Showing> showing(Task task, Optional<Prediction> prediction, Evidence evidence, Grade grade) {
        return Optional.of(HumanEvalShowing.of(task, prediction, evidence, grade));
    }

    @Override
    public Optional<String> officialLayout() {
        return Optional.of("human-eval");
    }

    @Override
    public Duration standardTimeout() {
        return TIMEOUT;
    }

    @Override
    public Evaluation open(PartSettings<NoSettings> settings) {
        return new HumanEval(settings.timeout().orElse(TIMEOUT), settings.limits());
    }
}
