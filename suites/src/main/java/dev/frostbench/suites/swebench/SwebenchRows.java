package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.kind.AnswerField;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.task.TestList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Instances in the fields of version 4 or 5; predictions with a `model_patch`.
record SwebenchRows() implements RowRules {

    @Override
    public String idField() {
        return "instance_id";
    }

    @Override
    public List<String> textFields() {
        return List.of("repo", "base_commit", "patch", "test_patch", "version");
    }

    @Override
    public String predictionField() {
        return "model_patch";
    }

    @Override
    public List<Fault> faults(ObjectNode row) {
        var lists = Stream.of("FAIL_TO_PASS", "PASS_TO_PASS")
                .filter(field -> TestList.of(row.path(field)).isEmpty())
                .map(field -> new Fault("'" + field + "'", wrong(row.path(field)),
                        cure(field, row)));
        var way = new Instance(row).unknownWayOfGrading().stream()
                .map(own -> new Fault("'eval_type'", "is '" + own + "'", "write pass_and_fail or fail_only"));
        return Stream.concat(lists, way).toList();
    }

    private static String cure(String field, ObjectNode row) {
        return NearField.cure(field, row).filter(_ -> !row.has(field))
                .orElse("write a list of strings, or such a list as text in JSON or Python");
    }

    private static String wrong(JsonNode value) {
        if (value.isMissingNode()) return "is missing";
        return value.isString() && value.stringValue().isBlank() ? "is empty text and no list"
                : "is no list of test names";
    }

    @Override
    public List<Fault> doubts(ObjectNode row) {
        boolean none = TestList.of(row.path("FAIL_TO_PASS")).filter(List::isEmpty).isPresent();
        return none
                ? List.of(new Fault("'FAIL_TO_PASS'",
                        "is an empty list: officially a patch that changes nothing is resolved by it, here it is "
                                + "'unproved'",
                        "leave the task out, or list the tests that the patch must mend"))
                : List.of();
    }

    @Override
    public Optional<Fault> unreadable(ObjectNode row) {
        var instance = new Instance(row);
        return instance.parserName().filter(name -> TestRunner.named(name).isEmpty())
                .map(name -> new Fault("'log_parser' of '" + instance.id() + "'",
                        "is '" + name + "', which nothing here reads",
                        "the parsers are: " + String.join(", ", TestRunner.names())));
    }

    @Override
    public Optional<String> goldField() {
        return Optional.of("patch");
    }

    @Override
    public List<AnswerField> foreignFields() {
        return List.of(AnswerField.of("test_result.git_patch", "OpenHands", "metadata.llm_config.model"),
                AnswerField.of("git_patch", "OpenHands", "metadata.llm_config.model"),
                AnswerField.of("fix_patch", "Multi-SWE-bench", "model"),
                AnswerField.of("info.submission", "SWE-agent", "info.config.model.model_name"),
                AnswerField.of("patch", "SWE-bench Pro", "prefix").unless("test_patch"));
    }

    @Override
    public List<Fault> doubts(ObjectNode row, String answer) {
        return answer.stripLeading().startsWith(
                "```") ? List.of(new Fault("'model_patch'", "is wrapped in a Markdown fence (```), and is tried "
                        + "as it stands, as officially", "cut the fences off")) : List.of();
    }
}
