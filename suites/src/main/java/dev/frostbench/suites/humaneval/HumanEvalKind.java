package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.Benchmark;
import dev.frostbench.suites.PartKind;
import dev.frostbench.suites.PartSettings;
import java.time.Duration;
import java.util.List;

/// `human-eval`: rows of task_id, prompt, entry_point and test; samples of task_id and completion.
public final class HumanEvalKind implements PartKind {

    @Override
    public String word() {
        return "human-eval";
    }

    @Override
    public String idField() {
        return "task_id";
    }

    @Override
    public List<String> textFields() {
        return List.of("prompt", "entry_point", "test");
    }

    @Override
    public String predictionField() {
        return "completion";
    }

    @Override
    public boolean countsSamples() {
        return true;
    }

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public Benchmark open(PartSettings settings) {
        return new HumanEval(settings.timeout().orElse(Duration.ofSeconds(3)), settings.limits());
    }
}
