package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.SampleRow;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Predictions as they come in, numbered for each task and model. Answers of two models are told apart by the models'
/// names, so either all rows of a part name a model or none does.
final class Samples {

    /// A part's first row, and whether it names a model.
    private record First(int line, boolean named) {}

    private final ProblemList problems;
    private final Map<String, List<Prediction>> byTask = new LinkedHashMap<>();
    private final Map<List<String>, Integer> counts = new HashMap<>();
    private final Map<String, First> firsts = new HashMap<>();
    private long place;

    Samples(ProblemList problems) {
        this.problems = problems;
    }

    /// The predictions of one task; empty if there are none.
    List<Prediction> of(String task) {
        return List.copyOf(byTask.getOrDefault(task, List.of()));
    }

    void add(Task task, String model, String text) {
        add(task, model, text, Optional.empty(), OptionalDouble.empty());
    }

    /// Adds a row of a file.
    ///
    /// @param model empty if the row names none
    /// @param field the row's field with the text
    void add(Task task, Part part, Fields fields, Row row, String model, String text, String field,
            OptionalDouble cost) {
        if (!part.kind().countsSamples() && counts.containsKey(List.of(task.id(), model)))
            problems.add(Problem.at(fields.file(), row.line(), "task '" + task.id() + "'", "has a second prediction",
                    "keep one of the two"));
        First first = firsts.computeIfAbsent(task.part(), _ -> new First(row.line(), !model.isEmpty()));
        if (part.kind().countsSamples() && first.named() != !model.isEmpty())
            problems.add(Problem.at(fields.file(), row.line(), "the row",
                    (model.isEmpty() ? "names no model" : "names the model '" + model + "'")
                            + ", and row " + first.line() + (first.named() ? " names one" : " names none"),
                    "name the model in each row or in none: rates of two models are told apart by it"));
        add(task, model, text,
                part.rows().rewritesRows() ? Optional.of(SampleRow.of(place++, field, row.fields()))
                        : Optional.empty(),
                cost);
    }

    private void add(Task task, String model, String text, Optional<SampleRow> row, OptionalDouble cost) {
        int number = counts.merge(List.of(task.id(), model), 1, Integer::sum) - 1;
        byTask.computeIfAbsent(task.id(), _ -> new ArrayList<>())
                .add(new Prediction(task.id(), model, number, text, row).withCost(cost).toKeep());
    }
}
