package dev.frostbench.suites.file;

import dev.frostbench.suites.kind.Benchmark;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of a suite: tasks of one kind from one data set.
///
/// @param fixture template of the fixture's name, with `{field}` for a row's field
/// @param fixtures names for single tasks; they win over the template
public record Part(String name, PartKind kindOf, Benchmark benchmark, PartSettings settings, Optional<Path> dataset,
        Optional<Path> predictions, Optional<String> fixture, Map<String, String> fixtures) {
    public Part {
        fixtures = Map.copyOf(fixtures);
    }

    public String kind() {
        return kindOf.word();
    }

    /// Recipes that the part makes from the task's row, by fixture name; empty where a recipe file exists for it.
    public Map<String, JsonNode> recipes(Task task) {
        return benchmark.recipes(task);
    }
}
