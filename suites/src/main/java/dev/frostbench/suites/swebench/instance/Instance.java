package dev.frostbench.suites.swebench.instance;

import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.task.Task;
import dev.frostbench.suites.task.TestList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A row of a SWE-bench data set, of version 4 or 5.
///
/// @param row with every field of the data set
/// @param bringsEnvironment whether it runs in an environment of its own, an image or a Dockerfile, and not in one that
///     is built for it here
public record Instance(ObjectNode row, boolean bringsEnvironment) {

    public Instance(ObjectNode row) {
        this(row, false);
    }

    public static Instance of(Task task) {
        return new Instance(task.row(), task.bringsEnvironment());
    }

    private static final String FAIL_ONLY = "fail_only";
    private static final String PASS_AND_FAIL = "pass_and_fail";
    private static final Set<String> GRADED_ON_FAILURES_ONLY = Set.of("chartjs/Chart.js", "processing/p5.js",
            "markedjs/marked");

    public String id() {
        return text("instance_id");
    }

    public String repository() {
        return text("repo");
    }

    public String version() {
        return text("version");
    }

    public String baseCommit() {
        return text("base_commit");
    }

    public String patch() {
        return text("patch");
    }

    public String testPatch() {
        return text("test_patch");
    }

    public List<String> failToPass() {
        return tests("FAIL_TO_PASS");
    }

    public List<String> passToPass() {
        return tests("PASS_TO_PASS");
    }

    /// Version 5's own evaluation script.
    public Optional<String> evaluationScript() {
        return Optional.of(text("eval_script")).filter(script -> !script.isBlank());
    }

    public DataSetVersion dataSetVersion() {
        return Stream.of("eval_script", "log_parser", "eval_type").map(this::text).allMatch(String::isBlank)
                ? DataSetVersion.FOUR
                : DataSetVersion.FIVE;
    }

    /// What a parser may know of the row.
    public ParseContext parseContext() {
        return new ParseContext(id(), repository(), version(), failToPass(), passToPass());
    }

    /// Whether only a failure fails a test: the row's own word (version 5), or the repository's way.
    public boolean gradedOnFailuresOnly() {
        String own = text("eval_type");
        return own.isBlank() ? GRADED_ON_FAILURES_ONLY.contains(repository()) : own.equals(FAIL_ONLY);
    }

    /// The way of grading that the row names, if that is none.
    public Optional<String> unknownWayOfGrading() {
        return Optional.of(text("eval_type"))
                .filter(own -> !own.isBlank() && !own.equals(FAIL_ONLY) && !own.equals(PASS_AND_FAIL));
    }

    /// The name of the parser: the row's own (version 5), or the repository's.
    public Optional<String> parserName() {
        return Optional.of(text("log_parser"))
                .filter(name -> !name.isBlank())
                .or(() -> LogParsers.nameFor(repository()));
    }

    private String text(String field) {
        var value = row.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }

    private List<String> tests(String field) {
        return TestList.of(row.path(field)).orElse(List.of());
    }
}
