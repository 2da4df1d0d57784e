package dev.frostbench.suites.selection;

import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.kind.AnswerField;
import dev.frostbench.suites.kind.RowRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Finds the answer in a row of predictions: in the kind's own field, or in another tool's. If neither is there, it
/// says which field to rename.
record AnswerReader(Fields fields, RowRules rows) {

    /// Common names of an answer: too ambiguous to be read, but worth a hint.
    private static final List<String> LIKELY = List.of("completion", "solution", "model_patch", "prediction", "patch",
            "diff", "git_diff", "generation",
            "generated_code", "generated_text", "code", "answer", "response", "output", "model_output", "full_output",
            "raw_generation", "text",
            "content", "result", "submission", "completions", "samples", "responses", "outputs", "candidates",
            "predictions");

    /// @param texts one for each sample
    /// @param model the model's name, if the tool writes it in a place of its own
    /// @param field the row's field with the answer; the kind's own field if the answer is in an inner field
    record Answer(List<String> texts, Optional<String> model, String field) {
        Answer {
            texts = List.copyOf(texts);
        }
    }

    Optional<Answer> read(Row row) {
        JsonNode own = row.fields().get(rows.predictionField());
        if (own != null) {
            var texts = AnswerField.texts(own);
            if (texts.isEmpty()) fields.text(row, rows.predictionField());
            return texts.map(list -> new Answer(list, Optional.empty(), rows.predictionField()));
        }
        for (AnswerField foreign : rows.foreignFields()) {
            var texts = foreign.texts(row.fields());
            if (texts.isEmpty()) continue;
            if (foreign.told())
                problems().warn(Problem.at(fields.file(), row.line(), "'" + foreign.name() + "'",
                        "is read as the answer, as " + foreign.tool() + " writes it",
                        "call it '" + rows.predictionField() + "' and nothing is said"));
            return texts.map(list -> new Answer(list, foreign.model(row.fields()),
                    foreign.path().size() == 1 ? foreign.name() : rows.predictionField()));
        }
        missing(row);
        return Optional.empty();
    }

    private void missing(Row row) {
        var names = row.fields().propertyNames();
        Optional<String> likely = LIKELY.stream().filter(names::contains).findFirst();
        String cure;
        if (!rows.textFields().isEmpty() && names.containsAll(rows.textFields()))
            cure = "this is a row of a data set: give the file with the answers";
        else if (likely.isPresent())
            cure = "the row has '" + likely.get() + "': if that is the answer, rename it to '" + rows.predictionField()
                    + "'";
        else
            cure = others(row).map(list -> "call the field with the answer so; the row has " + list)
                    .orElse("write it as a string");
        fields.missing(row, rows.predictionField(), cure);
    }

    private Optional<String> others(Row row) {
        String list = row.fields().propertyNames().stream()
                .filter(name -> !name.equals(rows.idField()) && !name.equals("model_name_or_path"))
                .limit(8).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private ProblemList problems() {
        return fields.problems();
    }
}
