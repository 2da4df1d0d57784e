package dev.frostbench.suites.file;

import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.OpenKind;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of a suite: tasks of one kind from one data set.
///
/// @param open its kind, with its settings from the suite file
/// @param fixture template of the fixture's name, with `{field}` for a row's field
/// @param fixtures names for single tasks; they win over the template
public record Part(String name, OpenKind<?> open, Optional<Path> dataset, Optional<Path> predictions,
        Optional<String> fixture, Map<String, String> fixtures) {

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

    /// Recipes that the part makes from the task's row, by fixture name; empty if a recipe file exists for it.
    public Map<String, JsonNode> recipes(Task task) {
        return evaluation().recipes(task);
    }

    /// The same with another timeout of a command.
    Part within(Duration timeout) {
        return new Part(name, open.within(timeout), dataset, predictions, fixture, fixtures);
    }
}
