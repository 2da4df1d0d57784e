package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.leaks.Answer;
import dev.frostbench.harness.archive.SuiteArchive;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.selection.Selection;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A suite and the tasks selected from it.
public record ChosenTasks(SuiteChoice choice, Suite suite, Selection selection) {

    /// The meaning of a task's part.
    Evaluation evaluation(Task task) {
        return part(task).evaluation();
    }

    Part part(Task task) {
        return suite.part(task);
    }

    /// The tasks of these fixtures.
    List<Task> ofFixtures(Set<String> names) {
        return selection.tasks().stream().filter(task -> names.contains(task.fixture())).toList();
    }

    /// Recipes that the suite makes from its data for these fixtures and the fixtures below them, by fixture name.
    /// Throws `BadInput` with every task for which none can be made.
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

    /// Recipes for all tasks of the suite for which one can be made, by fixture name.
    public Map<String, JsonNode> everyRecipe() {
        Map<String, JsonNode> recipes = new LinkedHashMap<>();
        for (Task task : selection.tasks()) {
            try {
                recipes.putAll(part(task).recipes(task));
            } catch (BadInput _) {
                // A task without an environment is no problem until its fixture is asked for.
            }
        }
        return recipes;
    }

    /// What is known of the tasks' answers, by the fixture that must not hold them.
    public Map<String, List<Answer>> answers() {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        for (Task task : selection.tasks())
            evaluation(task).answer(task).ifPresent(known -> answers
                    .computeIfAbsent(task.fixture(), _ -> new ArrayList<>())
                    .add(new Answer(task.id(), known.base(), known.project(), known.version(), known.patches())));
        return answers;
    }

    /// A copy of the suite for the folder of its run, unless it is too large to keep.
    Optional<SuiteArchive> archive() throws IOException {
        return SuiteArchive.of(suite);
    }

    /// Folders with recipes: the suite's own and the shipped ones.
    public List<Path> recipeFolders(Places places) {
        return places.recipes(suite.file().toAbsolutePath().getParent());
    }
}
