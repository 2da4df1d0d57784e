package dev.frostbench.suites.swebench;

import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.kind.RecordedLogs;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.swebench.environment.Environments;
import dev.frostbench.suites.swebench.recorded.SwebenchLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `swe-bench`: patches of repositories, judged by tests of the repository.
public final class SwebenchKind implements PartKind<SwebenchKind.Settings> {

    /// The official limit of one evaluation.
    private static final Duration TIMEOUT = Duration.ofSeconds(1800);
    private static final String STANDARD = "environments";

    /// @param environments folder of environment data, seen from the suite file's
    public record Settings(Optional<String> environments) {}

    @Override
    public String word() {
        return "swe-bench";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public RowRules rows() {
        return new SwebenchRows();
    }

    @Override
    public boolean countsSamples() {
        return false;
    }

    @Override
    public boolean bringsFixtures() {
        return true;
    }

    @Override
    public Optional<String> officialLayout() {
        return Optional.of("swe-bench");
    }

    @Override
    public Optional<RecordedLogs> recordedLogs() {
        return Optional.of(new SwebenchLogs());
    }

    @Override
    public Duration standardTimeout() {
        return TIMEOUT;
    }

    @Override
    public Evaluation open(PartSettings<Settings> settings) {
        Path folder = settings.beside(settings.own().environments().orElse(STANDARD));
        boolean isLeftOut = settings.own().environments().isEmpty() && !Files.exists(folder);
        var environments = isLeftOut ? Environments.none(folder) : Environments.read(folder);
        return new SwebenchEvaluation(environments, settings.timeout().orElse(TIMEOUT), settings.limits());
    }
}
