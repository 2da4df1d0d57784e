package dev.frostbench.suites.swebench;

import dev.frostbench.suites.Benchmark;
import dev.frostbench.suites.PartKind;
import dev.frostbench.suites.PartSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `swe-bench`: instances in the fields of version 4 or 5, predictions with a `model_patch`.
public final class SwebenchKind implements PartKind {

    /// The official limit of one evaluation.
    private static final Duration TIMEOUT = Duration.ofSeconds(1800);

    @Override
    public String word() {
        return "swe-bench";
    }

    @Override
    public String idField() {
        return "instance_id";
    }

    @Override
    public List<String> textFields() {
        return List.of("repo", "base_commit", "patch", "test_patch", "version");
    }

    @Override
    public String predictionField() {
        return "model_patch";
    }

    @Override
    public boolean countsSamples() {
        return false;
    }

    @Override
    public Benchmark open(PartSettings settings) {
        var environments = Environments.read(settings.environments().orElse(Path.of("environments")));
        return new SwebenchBenchmark(environments, settings.timeout().orElse(TIMEOUT), settings.limits());
    }
}
