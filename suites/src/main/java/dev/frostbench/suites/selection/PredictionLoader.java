package dev.frostbench.suites.selection;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.suites.audit.Question;
import dev.frostbench.suites.dataset.Rows;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads predictions of known tasks from any source.
final class PredictionLoader {

    private final Suite suite;
    private final Map<String, Task> tasks;
    private final ProblemList problems;
    private final Samples samples;
    private final Map<String, Part> parts = new HashMap<>();

    PredictionLoader(Suite suite, Map<String, Task> tasks, ProblemList problems) {
        this.suite = suite;
        this.tasks = tasks;
        this.problems = problems;
        this.samples = new Samples(problems);
        suite.parts().forEach(part -> parts.put(part.name(), part));
    }

    void load(PredictionSource source) {
        switch (source) {
            case PredictionSource.Default _ -> ownFiles();
            case PredictionSource.File(Path path) -> file(path, suite.parts());
            case PredictionSource.Gold _ -> gold(1, 0);
            case PredictionSource.Empty _ -> tasks.values().forEach(task -> add(task, "empty", "", 1));
            case PredictionSource.GoldAndEmpty(int runs) -> gold(runs, runs);
            case PredictionSource.Audit(int runs) -> audit(runs);
            case PredictionSource.None _ -> {}
        }
    }

    /// The predictions of one task; empty if there are none.
    List<Prediction> of(String task) {
        return samples.of(task);
    }

    /// Several parts may share one file.
    private void ownFiles() {
        Map<Path, List<Part>> files = new LinkedHashMap<>();
        for (Part part : suite.parts()) {
            if (part.predictions().isPresent())
                files.computeIfAbsent(part.predictions().get(), _ -> new ArrayList<>()).add(part);
            else
                problems.add(Problem.of(suite.file().toString(), "part '" + part.name() + "'", "has no predictions",
                        "give --predictions"));
        }
        files.forEach(this::file);
    }

    private void file(Path path, List<Part> of) {
        var rows = new PredictionRows(path, of, tasks, parts, problems, samples);
        try {
            problems.addAll(Rows.each(path, of.getFirst().rows().idField(), rows::add));
            rows.end();
        } catch (BadInput bad) {
            problems.addAll(bad.problems());
        }
    }

    /// Adds each task's own solution, and then the empty prediction, each as often as asked for.
    private void gold(int runs, int empty) {
        Map<String, List<Task>> without = new LinkedHashMap<>();
        for (Task task : tasks.values()) {
            parts.get(task.part()).evaluation().gold(task).ifPresentOrElse(text -> add(task, "gold", text, runs),
                    () -> without.computeIfAbsent(task.part(), _ -> new ArrayList<>()).add(task));
            add(task, "empty", "", empty);
        }
        without.forEach((part, lacking) -> noGold(parts.get(part), lacking));
    }

    /// Adds what an audit asks of each task. A question that nobody can ask of a task is left out.
    private void audit(int runs) {
        gold(runs, runs);
        for (Task task : tasks.values()) {
            Evaluation evaluation = parts.get(task.part()).evaluation();
            evaluation.commented(task).ifPresent(text -> add(task, Question.COMMENT.model(), text, runs));
            evaluation.cheats(task).forEach(cheat -> add(task, cheat.model(), cheat.text(), runs));
        }
    }

    /// If no row of a part has the field, the suite file is wrong, and there is only one message.
    private void noGold(Part part, List<Task> lacking) {
        var field = part.rows().goldField();
        boolean all = tasks.values().stream().filter(task -> task.part().equals(part.name())).count() == lacking.size();
        if (field.isEmpty()) {
            problems.add(Problem.of(suite.file().toString(), "part '" + part.name() + "'",
                    "names no field that holds a task's own solution",
                    "add `gold: FIELD`, or give predictions"));
            return;
        }
        for (Task task : all ? lacking.subList(0, 1) : lacking) {
            String cure = Suggestion.cure(NearField.of(field.get(), task.row()), "leave it out of a gold run");
            problems.add(all
                    ? Problem.of(suite.file().toString(), "part '" + part.name() + "'",
                            "has no solutions of its own: no row has text in '"
                                    + field.get() + "'",
                            cure)
                    : Problem.of(suite.file().toString(), "task '" + task.id() + "'",
                            "has no solution of its own in '" + field.get() + "'", cure));
        }
    }

    private void add(Task task, String model, String text, int runs) {
        for (int run = 0; run < runs; run++) samples.add(task, model, text);
    }

    /// The problem of a named task that the data set does not have.
    static Problem unknown(String file, int line, String id, Map<String, Task> tasks) {
        return Problem.at(file, line, "task '" + id + "'", "is not in the data set",
                Suggestion.cure(id, tasks.keySet(), "check the id"));
    }
}
