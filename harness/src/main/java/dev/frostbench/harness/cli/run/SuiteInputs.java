package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.selection.PredictionSource;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.selection.SelectionRequest;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The options that say which tasks of which suite.
public final class SuiteInputs {

    @Parameters(index = "0", paramLabel = "SUITE", description = "The suite file.")
    public Path suiteFile;

    @Option(names = "--dataset", paramLabel = "F", description = "The data set: JSONL (also .gz, .zst), JSON or"
            + " Parquet.")
    public Path dataset;

    @Option(names = "--instance", paramLabel = "ID", description = "Only this task; may be given again.")
    public List<String> instances = new ArrayList<>();

    /// A suite and what of it was selected.
    public record Chosen(Suite suite, Selection selection) {

        Part part(Task task) {
            return suite.parts().stream()
                    .filter(part -> part.name().equals(task.part()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("task " + task.id() + " is of no part of its suite"));
        }

        /// Recipes that the suite makes from its data for these fixtures and what they stand on, by fixture name.
        /// Throws `BadInput` with every task that none can be made for.
        public Map<String, JsonNode> recipes(Set<String> fixtures) {
            Map<String, JsonNode> recipes = new LinkedHashMap<>();
            Set<Problem> problems = new LinkedHashSet<>();
            for (Task task : selection.tasks()) {
                if (!fixtures.contains(task.fixture())) continue;
                try {
                    recipes.putAll(part(task).recipes(task));
                } catch (BadInput unknown) {
                    problems.addAll(unknown.problems());
                }
            }
            if (!problems.isEmpty()) throw new BadInput(List.copyOf(problems));
            return recipes;
        }

        /// Recipes for all tasks of the suite that one can be made for, by fixture name.
        public Map<String, JsonNode> everyRecipe() {
            Map<String, JsonNode> recipes = new LinkedHashMap<>();
            for (Task task : selection.tasks()) {
                try {
                    recipes.putAll(part(task).recipes(task));
                } catch (BadInput _) {
                    // a task without an environment stands in nobody's way until its fixture is asked for
                }
            }
            return recipes;
        }

        /// Folders with recipes: the suite's own and those that ship.
        public List<Path> recipeFolders(Places places) {
            return places.recipes(suite.file().toAbsolutePath().getParent());
        }
    }

    /// @param timeout in place of what the suite says
    public Chosen choose(PredictionSource predictions, OptionalInt limit, Optional<Duration> timeout) {
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

    /// A command of ours on this suite, as a user can paste it in any folder.
    ///
    /// @param words before the suite's own
    String command(Places places, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add(suiteFile.toAbsolutePath().normalize().toString());
        if (dataset != null) line.addAll(List.of("--dataset", dataset.toAbsolutePath().normalize().toString()));
        return places.command(line.toArray(String[]::new));
    }

    /// How a user builds fixtures of this suite by hand, without their names.
    public String buildCommand(Places places) {
        return command(places, "fixture", "build", "--suite");
    }

    /// How a user pins what the suite's fixtures are now.
    public String lockCommand(Places places) {
        return command(places, "fixture", "lock");
    }
}
