package dev.frostbench.suites.file;

import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.OpenKind;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of a suite: tasks of one kind from one data set.
///
/// @param open its kind, with its settings from the suite file
/// @param fixture of its tasks
/// @param fixtures those of single tasks, by id; they win
/// @param service what runs beside each of its tasks
public record Part(String name, OpenKind<?> open, Optional<Path> dataset, Optional<Path> predictions,
        Optional<FixtureChoice> fixture, Map<String, FixtureChoice> fixtures,
        Optional<Service> service) {

    public Part {
        fixtures = Map.copyOf(fixtures);
    }

    public PartKind<?> kind() {
        return open.kind();
    }

    /// The fields of its rows.
    public RowRules rows() {
        return open.rows();
    }

    /// Its meaning.
    public Evaluation evaluation() {
        return open.evaluation();
    }

    /// What the suite says of the fixture of a task.
    public Optional<FixtureChoice> fixture(String task) {
        return Optional.ofNullable(fixtures.get(task)).or(() -> fixture);
    }

    /// Recipes that the part makes from the task's row, by fixture name; empty if a recipe file exists for it.
    public Map<String, JsonNode> recipes(Task task) {
        return made(task).map(made -> Map.<String, JsonNode>of(task.fixture(), made.recipe()))
                .orElseGet(() -> evaluation().recipes(task));
    }

    /// How the task's fixture differs from the benchmark's own environment, one sentence each. An image or a Dockerfile
    /// is what the suite says, so that nothing is known of it.
    public List<String> differences(Task task) {
        return made(task).isPresent() ? List.of() : evaluation().differences(task);
    }

    private Optional<MadeFixture> made(Task task) {
        return fixture(task.id()).flatMap(choice -> choice.made(task.row()));
    }

    /// The same with another timeout of a command.
    Part within(Duration timeout) {
        return new Part(name, open.within(timeout), dataset, predictions, fixture, fixtures, service);
    }
}
