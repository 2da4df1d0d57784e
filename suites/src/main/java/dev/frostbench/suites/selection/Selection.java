package dev.frostbench.suites.selection;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tasks that were chosen, in the data set's order, and what was predicted for each.
///
/// @param whole number of tasks in the suite
/// @param predictions by task id, of chosen tasks only
/// @param warnings what may mislead in the inputs
/// @param unreadable why a chosen task cannot be judged, by its id
public record Selection(List<Task> tasks, int whole, Map<String, List<Prediction>> predictions, List<Problem> warnings,
        Map<String, Problem> unreadable) {

    public Selection {
        tasks = List.copyOf(tasks);
        predictions = Map.copyOf(predictions);
        warnings = List.copyOf(warnings);
        unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
    }

    /// A problem for each task that cannot be judged, and no more than people read.
    public List<Problem> unreadableTold() {
        return ProblemList.shown(unreadable.values());
    }

    /// Loads everything; throws `BadInput` with all problems of all files.
    public static Selection load(Suite suite, SelectionRequest request) {
        var problems = new ProblemList(suite.file().toString());
        var loader = new TaskLoader(suite, problems);
        Map<String, Task> tasks = loader.load(request.dataset());
        problems.refuse();
        var predictions = new PredictionLoader(suite, tasks, problems);
        for (String id : request.instances())
            if (!tasks.containsKey(id)) problems.add(PredictionLoader.unknown("--instance", 0, id, tasks));
        predictions.load(request.predictions());
        problems.refuse();
        var chosen = tasks.values().stream()
                .filter(task -> request.instances().isEmpty() || request.instances().contains(task.id()))
                .limit(request.limit().orElse(Integer.MAX_VALUE)).toList();
        if (chosen.isEmpty())
            throw new BadInput(Problem.of(suite.file().toString(), "the suite", "has no task", "check its data set"));
        Map<String, List<Prediction>> of = new LinkedHashMap<>();
        for (Task task : chosen) {
            List<Prediction> samples = predictions.of(task.id());
            if (!samples.isEmpty()) of.put(task.id(), samples);
        }
        Map<String, Problem> unreadable = new LinkedHashMap<>(loader.unreadable());
        unreadable.keySet().retainAll(chosen.stream().map(Task::id).toList());
        return new Selection(chosen, tasks.size(), of, problems.warnings(), unreadable);
    }
}
