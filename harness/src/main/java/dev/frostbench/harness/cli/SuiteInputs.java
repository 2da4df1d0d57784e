package dev.frostbench.harness.cli;

import dev.frostbench.harness.fixture.Places;
import dev.frostbench.suites.Part;
import dev.frostbench.suites.PartSettings;
import dev.frostbench.suites.PredictionSource;
import dev.frostbench.suites.Selection;
import dev.frostbench.suites.SelectionRequest;
import dev.frostbench.suites.Suite;
import dev.frostbench.suites.SuiteFile;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The options that say which tasks of which suite.
final class SuiteInputs {

    @Parameters(index = "0", paramLabel = "SUITE", description = "The suite file.")
    Path suiteFile;

    @Option(names = "--dataset", paramLabel = "F", description = "The data set: JSONL (also .gz, .zst), JSON or Parquet.")
    Path dataset;

    @Option(names = "--instance", paramLabel = "ID", description = "Only this task; may be given again.")
    List<String> instances = new ArrayList<>();

    /// A suite and what of it was selected.
    record Chosen(Suite suite, Selection selection) {

        Part part(Task task) {
            return suite.parts().stream()
                    .filter(part -> part.name().equals(task.part()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("task " + task.id() + " is of no part of its suite"));
        }

        /// Recipes that the suite makes from its data, by fixture name.
        Map<String, JsonNode> generatedRecipes() {
            Map<String, JsonNode> recipes = new LinkedHashMap<>();
            for (Task task : selection.tasks()) recipes.putAll(part(task).recipes(task));
            return recipes;
        }

        /// Folders with recipes: the suite's own and those that ship.
        List<Path> recipeFolders(Places places) {
            return places.recipes(suite.file().toAbsolutePath().getParent());
        }
    }

    /// @param timeout in place of what the suite says
    Chosen choose(PredictionSource predictions, OptionalInt limit, Optional<Duration> timeout) {
        Suite suite = timed(SuiteFile.read(suiteFile), timeout);
        return new Chosen(suite, Selection.load(suite,
                new SelectionRequest(Optional.ofNullable(dataset), predictions, List.copyOf(instances), limit)));
    }

    private static Suite timed(Suite suite, Optional<Duration> timeout) {
        if (timeout.isEmpty()) return suite;
        return new Suite(suite.name(), suite.file(), suite.parts().stream().map(part -> timed(part, timeout)).toList());
    }

    private static Part timed(Part part, Optional<Duration> timeout) {
        PartSettings was = part.settings();
        var settings = new PartSettings(timeout, was.limits(), was.environments(), was.command());
        return new Part(part.name(), part.kindOf(), part.kindOf().open(settings), settings, part.dataset(),
                part.predictions(), part.fixture(), part.fixtures());
    }

    /// How a user builds fixtures of this suite by hand, without their names.
    String buildCommand() {
        return "./frostbench fixture build --suite " + suiteFile + (dataset == null ? "" : " --dataset " + dataset);
    }
}
