package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.kind.AnswerField;
import dev.frostbench.suites.kind.RowRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Rows of task_id, prompt, entry_point and test; samples of task_id and completion.
record HumanEvalRows() implements RowRules {

    @Override
    public String idField() {
        return "task_id";
    }

    @Override
    public List<String> textFields() {
        return List.of("prompt", "entry_point", "test");
    }

    @Override
    public String predictionField() {
        return "completion";
    }

    @Override
    public boolean rewritesRows() {
        return true;
    }

    @Override
    public List<Fault> doubts(ObjectNode row) {
        return row.has("plus_input") ? List.of(new Fault("the row",
                "is of HumanEval+ ('plus_input'), of which only the base test is run: what passes "
                        + "here may fail there",
                "take the rate for HumanEval's, and let evalplus check the plus inputs")) : List.of();
    }

    @Override
    public Optional<String> goldField() {
        return Optional.of("canonical_solution");
    }

    @Override
    public List<AnswerField> foreignFields() {
        return Stream.concat(Stream.of(AnswerField.of("solution", "evalplus", "model").usual(),
                AnswerField.of("filtered_resps", "lm-eval", "model"), AnswerField.of("resps", "lm-eval", "model")),
                Stream.of("generation", "completions", "solutions", "samples", "generations", "all_code")
                        .map(name -> AnswerField.of(name, "'" + name + "'", "model")))
                .toList();
    }

    /// A completion is text of Python's, and half of a surrogate pair fails there too.
    @Override
    public Optional<Fault> fault(String answer) {
        return Optional.empty();
    }

    @Override
    public List<Fault> doubts(ObjectNode row, String answer) {
        return CompletionDoubts.of(row, answer);
    }
}
