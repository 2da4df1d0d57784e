package dev.frostbench.suites;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.suites.dataset.Rows;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The tasks that were chosen, in the data set's order, and what was predicted for each.
///
/// @param whole how many tasks the suite has
/// @param predictions by task id, of chosen tasks only
public record Selection(List<Task> tasks, int whole, Map<String, List<Prediction>> predictions) {

    public Selection {
        tasks = List.copyOf(tasks);
        predictions = Map.copyOf(predictions);
    }

    /// Loads everything; throws `BadInput` with all problems of all files.
    public static Selection load(Suite suite, SelectionRequest request) {
        var loader = new Loader(suite, request);
        return loader.load();
    }

    private static final class Loader {
        private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
        private static final int SHOWN = 20;
        private final Suite suite;
        private final SelectionRequest request;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Task> known = new LinkedHashMap<>();
        private final Map<String, List<Prediction>> predictions = new LinkedHashMap<>();

        Loader(Suite suite, SelectionRequest request) {
            this.suite = suite;
            this.request = request;
        }

        Selection load() {
            if (request.dataset().isPresent() && suite.parts().size() > 1) {
                problems.add(Problem.of(suite.file().toString(), "--dataset", "is for a suite of one part",
                        "leave it out: each part names its own"));
            } else {
                for (Part part : suite.parts()) tasks(part);
            }
            fail();
            for (String id : request.instances()) if (!known.containsKey(id)) unknown("--instance", 0, id);
            switch (request.predictions()) {
                case PredictionSource.Default _ -> {
                    for (Part part : suite.parts()) part.predictions().ifPresentOrElse(
                            path -> file(path, List.of(part)), () -> problems.add(Problem.of(suite.file().toString(),
                                    "part '" + part.name() + "'", "has no predictions", "give --predictions")));
                }
                case PredictionSource.File(Path path) -> file(path, suite.parts());
                case PredictionSource.Gold _ -> gold();
                case PredictionSource.Empty _ ->
                        known.keySet().forEach(id -> predictions.put(id, List.of(new Prediction(id, "empty", 0, ""))));
            }
            fail();
            var chosen = known.values().stream()
                    .filter(task -> request.instances().isEmpty() || request.instances().contains(task.id()))
                    .limit(request.limit().orElse(Integer.MAX_VALUE)).toList();
            Map<String, List<Prediction>> of = new LinkedHashMap<>();
            for (Task task : chosen) {
                if (predictions.containsKey(task.id())) of.put(task.id(), List.copyOf(predictions.get(task.id())));
            }
            return new Selection(chosen, known.size(), of);
        }

        private void fail() {
            if (problems.isEmpty()) return;
            if (problems.size() <= SHOWN) throw new BadInput(problems);
            var shown = new ArrayList<>(problems.subList(0, SHOWN));
            shown.add(Problem.of(suite.file().toString(), (problems.size() - SHOWN) + " more problems",
                    "are not shown", "mend these first"));
            throw new BadInput(shown);
        }

        private void tasks(Part part) {
            var path = request.dataset().or(part::dataset);
            if (path.isEmpty()) {
                problems.add(Problem.of(suite.file().toString(), "part '" + part.name() + "'", "has no data set",
                        "give --dataset"));
                return;
            }
            Rows rows = rows(path.get(), part.kindOf().idField());
            for (var row : rows.rows()) {
                boolean whole = text(rows, row, part.kindOf().idField());
                for (String field : part.kindOf().textFields()) whole &= text(rows, row, field);
                if (!whole) continue;
                String id = row.fields().get(part.kindOf().idField()).stringValue();
                var task = new Task(id, part.name(), fixture(part, id, rows, row), row.fields());
                if (known.putIfAbsent(id, task) != null) problems.add(Problem.at(rows.file(), row.line(),
                        "task '" + id + "'", "stands here a second time", "keep one of the two"));
            }
        }

        private String fixture(Part part, String id, Rows rows, Rows.Row row) {
            if (part.fixtures().containsKey(id)) return part.fixtures().get(id);
            if (part.fixture().isEmpty()) {
                problems.add(Problem.at(rows.file(), row.line(), "task '" + id + "'", "has no fixture",
                        "add it to `fixtures:` of " + suite.file()));
                return "";
            }
            return FIELD.matcher(part.fixture().get()).replaceAll(found -> {
                var value = row.fields().get(found.group(1));
                if (value == null || !value.isValueNode()) {
                    problems.add(Problem.at(rows.file(), row.line(), "task '" + id + "'", "has no field '"
                            + found.group(1) + "' for the fixture template", "mend the template in " + suite.file()));
                    return "";
                }
                return java.util.regex.Matcher.quoteReplacement(value.asString());
            });
        }

        private boolean text(Rows rows, Rows.Row row, String field) {
            var value = row.fields().get(field);
            if (value != null && value.isString()) return true;
            problems.add(Problem.at(rows.file(), row.line(), "'" + field + "'",
                    value == null ? "is missing" : "is not text", "write it as a string"));
            return false;
        }

        private Rows rows(Path path, String idField) {
            try {
                var rows = Rows.read(path, idField);
                problems.addAll(rows.problems());
                return rows;
            } catch (BadInput bad) {
                problems.addAll(bad.problems());
                return new Rows(path.toString(), List.of(), List.of());
            }
        }

        private void file(Path path, List<Part> parts) {
            var kind = parts.getFirst().kindOf();
            Rows rows = rows(path, kind.idField());
            Set<String> models = new HashSet<>();
            for (var row : rows.rows()) prediction(rows, row, models);
        }

        private void prediction(Rows rows, Rows.Row row, Set<String> models) {
            var kind = suite.parts().stream().map(Part::kindOf).filter(one -> row.fields().has(one.idField()))
                    .findFirst().orElse(suite.parts().getFirst().kindOf());
            if (!text(rows, row, kind.idField())) return;
            String id = row.fields().get(kind.idField()).stringValue();
            var said = row.fields().get(kind.predictionField());
            if (said == null) said = row.fields().get("solution");
            if (said == null || !(said.isString() || said.isNull())) {
                text(rows, row, kind.predictionField());
                return;
            }
            if (!known.containsKey(id)) {
                unknown(rows.file(), row.line(), id);
                return;
            }
            var named = row.fields().get("model_name_or_path");
            String model = named == null ? "" : named.asString();
            var samples = predictions.computeIfAbsent(id, _ -> new ArrayList<>());
            if (!kind.countsSamples()) {
                if (!samples.isEmpty()) problems.add(Problem.at(rows.file(), row.line(), "task '" + id + "'",
                        "has a second prediction", "keep one of the two"));
                if (named == null) text(rows, row, "model_name_or_path");
                if (models.add(model) && models.size() == 2) problems.add(Problem.at(rows.file(), row.line(),
                        "model '" + model + "'", "differs from the lines above", "give each model a file of its own"));
            }
            samples.add(new Prediction(id, model, samples.size(), said.isNull() ? "" : said.stringValue()));
        }

        private void unknown(String file, int line, String id) {
            problems.add(Problem.at(file, line, "task '" + id + "'", "is not in the data set",
                    Suggestion.nearest(id, known.keySet()).map(near -> "did you mean '" + near + "'?")
                            .orElse("check the id")));
        }

        private void gold() {
            for (Part part : suite.parts()) {
                for (Task task : known.values()) {
                    if (!task.part().equals(part.name())) continue;
                    part.benchmark().gold(task).ifPresentOrElse(
                            text -> predictions.put(task.id(), List.of(new Prediction(task.id(), "gold", 0, text))),
                            () -> problems.add(Problem.of(suite.file().toString(), "task '" + task.id() + "'",
                                    "has no solution of its own", "leave it out of a gold run")));
                }
            }
        }
    }
}
