package dev.frostbench.bowls;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.kind.Showing;
import dev.frostbench.suites.kind.Showing.Text;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

public final class BowlKind implements PartKind<BowlKind.Settings> {

    /// @param enough the least reward that resolves a task
    public record Settings(double enough, Optional<String> answer) {}

    @Override
    public String word() {
        return "bowls";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public List<Problem> problems(Settings settings, YamlMapping part) {
        return settings.enough() <= 1 ? List.of()
                : List.of(part.problem("/enough", "is " + settings.enough() + ", which no bowl gets", "write 0.5"));
    }

    @Override
    public Duration standardTimeout() {
        return Duration.ofSeconds(7);
    }

    @Override
    public RowRules rows() {
        return new BowlRows("bowl");
    }

    @Override
    public RowRules rows(Settings settings) {
        return new BowlRows(settings.answer().orElse("bowl"));
    }

    @Override
    public Evaluation open(PartSettings<Settings> settings) {
        return new BowlEvaluation(settings.own().enough(), settings.timeout().orElse(standardTimeout()),
                settings.limits());
    }

    @Override
    public boolean countsSamples() {
        return true;
    }

    @Override
    public Optional<String> officialLayout() {
        return Optional.of("shelf");
    }

    /// A bowl that was made is shown as every kind would, one that is missing in this kind's own words.
    @Override
    public Optional<Showing> showing(Task task, Optional<Prediction> prediction, Evidence evidence, Grade grade) {
        boolean missing = evidence.files().stream().anyMatch(seen -> seen.content() instanceof Content.Absent);
        return missing ? Optional.of(new Showing(
                List.of(new Text("Clay", task.row().path("clay").asString(), true), new Text("Glaze", "", false)),
                true))
                : Optional.empty();
    }

    @Override
    public boolean bringsFixtures() {
        return true;
    }

    private record BowlRows(String predictionField) implements RowRules {

        @Override
        public String idField() {
            return "bowl_id";
        }

        @Override
        public List<String> textFields() {
            return List.of("clay");
        }

        @Override
        public Optional<String> goldField() {
            return Optional.of("best");
        }
    }
}
