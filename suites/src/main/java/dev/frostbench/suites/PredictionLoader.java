package dev.frostbench.suites;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.dataset.Rows;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads predictions of known tasks.
final class PredictionLoader {

    private final Suite suite;
    private final Map<String, Task> tasks;
    private final ProblemList problems;
    private final Map<String, List<Prediction>> predictions = new LinkedHashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private int unknown;

    PredictionLoader(Suite suite, Map<String, Task> tasks, ProblemList problems) {
        this.suite = suite;
        this.tasks = tasks;
        this.problems = problems;
        suite.parts().forEach(part -> parts.put(part.name(), part));
    }

    void load(PredictionSource source) {
        switch (source) {
            case PredictionSource.Default _ -> ownFiles();
            case PredictionSource.File(Path path) -> file(path, suite.parts());
            case PredictionSource.Gold _ -> tasks.values().forEach(task -> gold(task, 1));
            case PredictionSource.Empty _ -> tasks.values().forEach(task -> empty(task, 1));
            case PredictionSource.GoldAndEmpty(int runs) -> tasks.values().forEach(task -> {
                gold(task, runs);
                empty(task, runs);
            });
        }
    }

    /// The predictions of one task, none where none was made.
    List<Prediction> of(String task) {
        return List.copyOf(predictions.getOrDefault(task, List.of()));
    }

    /// Parts may share a file.
    private void ownFiles() {
        Map<Path, List<Part>> files = new LinkedHashMap<>();
        for (Part part : suite.parts()) {
            if (part.predictions().isPresent()) files.computeIfAbsent(part.predictions().get(), _ -> new ArrayList<>()).add(part);
            else problems.add(Problem.of(suite.file().toString(), "part '" + part.name() + "'", "has no predictions",
                    "give --predictions"));
        }
        files.forEach(this::file);
    }

    private void gold(Task task, int runs) {
        parts.get(task.part()).benchmark().gold(task).ifPresentOrElse(text -> add(task, "gold", text, runs),
                () -> problems.add(Problem.of(suite.file().toString(), "task '" + task.id() + "'",
                        "has no solution of its own", "leave it out of a gold run")));
    }

    private void empty(Task task, int runs) {
        add(task, "empty", "", runs);
    }

    private void add(Task task, String model, String text, int runs) {
        List<Prediction> samples = predictions.computeIfAbsent(task.id(), _ -> new ArrayList<>());
        for (int run = 0; run < runs; run++) samples.add(new Prediction(task.id(), model, samples.size(), text));
    }

    private void file(Path path, List<Part> of) {
        var fields = new Fields(path.toString(), problems);
        Set<String> models = new HashSet<>();
        try {
            problems.addAll(Rows.each(path, of.getFirst().kindOf().idField(), row -> prediction(of, fields, row, models)));
        } catch (BadInput bad) {
            problems.addAll(bad.problems());
        }
    }

    private void prediction(List<Part> of, Fields fields, Row row, Set<String> models) {
        var asked = of.stream().map(Part::kindOf).filter(one -> row.fields().has(one.idField())).findFirst()
                .orElse(of.getFirst().kindOf());
        if (!fields.id(row, asked)) return;
        String id = row.fields().get(asked.idField()).stringValue();
        Task task = tasks.get(id);
        if (task == null || of.stream().noneMatch(part -> part.name().equals(task.part()))) {
            unknown(fields.file(), row.line(), id);
            return;
        }
        var kind = parts.get(task.part()).kindOf();
        var said = row.fields().get(kind.predictionField());
        if (said == null && kind.countsSamples()) said = row.fields().get("solution");
        if (said == null || !(said.isString() || said.isNull())) {
            fields.text(row, kind.predictionField());
            return;
        }
        var named = row.fields().get("model_name_or_path");
        if (named != null && !named.isString()) fields.text(row, "model_name_or_path");
        String model = named == null ? "" : named.asString();
        var samples = predictions.computeIfAbsent(id, _ -> new ArrayList<>());
        if (!kind.countsSamples()) {
            if (!samples.isEmpty()) problems.add(Problem.at(fields.file(), row.line(), "task '" + id + "'",
                    "has a second prediction", "keep one of the two"));
            if (named == null) fields.text(row, "model_name_or_path");
            else if (models.add(model) && models.size() == 2) problems.add(Problem.at(fields.file(), row.line(),
                    "model '" + model + "'", "differs from the lines above", "give each model a file of its own"));
        }
        samples.add(new Prediction(id, model, samples.size(), said.isNull() ? "" : said.stringValue()));
    }

    void unknown(String file, int line, String id) {
        problems.add(Problem.at(file, line, "task '" + id + "'", "is not in the data set",
                suggestion(id).map(near -> "did you mean '" + near + "'?").orElse("check the id")));
    }

    /// Looked for only as often as problems are shown: it compares with every task.
    private Optional<String> suggestion(String id) {
        return unknown++ < ProblemList.SHOWN ? Suggestion.nearest(id, tasks.keySet()) : Optional.empty();
    }
}
