package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The predictions of one file, read row by row: the task, the answer and the model of each.
final class PredictionRows {

    private static final String MODEL = "model_name_or_path";
    /// Up to so many unknown tasks are reported one by one. If there are more, the whole file is wrong.
    private static final int STRANGERS = 3;

    private final Path path;
    private final List<Part> of;
    private final Map<String, Task> tasks;
    private final Map<String, Part> parts;
    private final ProblemList problems;
    private final Samples into;
    private final Fields fields;
    private final Set<String> models = new HashSet<>();
    private final List<Row> unnamed = new ArrayList<>();
    private final List<Problem> strangers = new ArrayList<>();
    private int strange;
    private int rows;

    /// @param of the parts whose tasks the file may answer
    /// @param parts all parts of the suite, by name
    /// @param into where the file's predictions are added
    PredictionRows(Path path, List<Part> of, Map<String, Task> tasks, Map<String, Part> parts, ProblemList problems,
            Samples into) {
        this.path = path;
        this.of = of;
        this.tasks = tasks;
        this.parts = parts;
        this.problems = problems;
        this.into = into;
        this.fields = new Fields(path.toString(), problems);
    }

    void add(Row row) {
        rows++;
        var asked = of.stream().filter(one -> row.fields().has(one.rows().idField())).findFirst()
                .orElse(of.getFirst());
        var elsewhere = row.fields().has(asked.rows().idField()) ? Optional.<String>empty()
                : ForeignId.of(row.fields(), asked.rows().idField());
        if (elsewhere.isEmpty() && !fields.id(row, asked)) return;
        String id = elsewhere.orElseGet(() -> row.fields().get(asked.rows().idField()).stringValue());
        Task task = tasks.get(id);
        if (task == null || of.stream().noneMatch(part -> part.name().equals(task.part()))) {
            if (strange++ < STRANGERS) strangers.add(PredictionLoader.unknown(fields.file(), row.line(), id, tasks));
            return;
        }
        var answer = new AnswerReader(fields, parts.get(task.part()).rows()).read(row);
        if (answer.isPresent()) add(row, task, answer.get());
    }

    /// Reports what only the whole file shows.
    void end() {
        if (strange <= STRANGERS) problems.addAll(strangers);
        else
            problems.add(Problem.at(fields.file(), strangers.getFirst().line(),
                    strange + " of " + rows + " predictions",
                    "are for tasks that are not in the data set (the first: " + strangers.getFirst().subject()
                            + "; the data set has "
                            + tasks.size() + ", the first: '" + tasks.keySet().stream().findFirst().orElse("") + "')",
                    "give the data set and the split that they answer"));
        if (unnamed.isEmpty()) return;
        if (!models.isEmpty()) unnamed.forEach(row -> fields.missing(row, MODEL, "write it as a string"));
        else
            problems.warn(Problem.at(fields.file(), unnamed.getFirst().line(), "'" + MODEL + "'",
                    "is in no row, so the model is called '"
                            + named() + "' after the file",
                    "write it into each row"));
    }

    private void add(Row row, Task task, AnswerReader.Answer answer) {
        Part part = parts.get(task.part());
        String model = model(row, part, answer);
        if (!part.kind().countsSamples() && answer.texts().size() > 1) {
            problems.add(Problem.at(fields.file(), row.line(), "task '" + task.id() + "'",
                    "has " + answer.texts().size() + " predictions in one row", "keep one of them"));
            return;
        }
        // what several answers of a row took together is counted once
        OptionalDouble cost = RowCost.of(row, fields.file(), problems);
        for (String text : answer.texts()) {
            part.rows().fault(text).ifPresent(fault -> problems.add(
                    Problem.at(fields.file(), row.line(), "'" + part.rows().predictionField() + "'", fault.wrong(),
                            fault.cure())));
            part.rows().doubts(task.row(), text).forEach(doubt -> problems
                    .warn(Problem.at(fields.file(), row.line(), doubt.subject(), doubt.wrong(), doubt.cure())));
            into.add(task, part, fields, row, model, text, answer.field(), cost);
            cost = OptionalDouble.empty();
        }
    }

    private String model(Row row, Part part, AnswerReader.Answer answer) {
        var written = row.fields().path(MODEL);
        boolean silent = written.isMissingNode() || written.isNull();
        if (!silent && !written.isString()) fields.text(row, MODEL);
        Optional<String> named = silent ? answer.model() : Optional.of(written.asString());
        if (part.kind().countsSamples())
            return named.or(() -> Optional.of(row.fields().path("model").asString("").strip())).get();
        if (named.isEmpty()) unnamed.add(row);
        else
            models.add(named.get());
        return named.orElseGet(this::named);
    }

    /// The model's name from the file's name, up to its first dot.
    private String named() {
        return path.getFileName().toString().replaceFirst("(?<=.)\\..*$", "");
    }
}
