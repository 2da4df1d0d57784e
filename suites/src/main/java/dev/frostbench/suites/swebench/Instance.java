package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.parsers.LogParser;
import dev.frostbench.suites.grading.parsers.LogParsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A row of a SWE-bench data set, of version 4 or 5.
///
/// @param row every field as it stands in the data set
public record Instance(ObjectNode row) {

    private static final Set<String> GRADED_ON_FAILURES_ONLY =
            Set.of("chartjs/Chart.js", "processing/p5.js", "markedjs/marked");
    private static final Pattern PYTHON_STRING = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");

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

    public boolean gradedOnFailuresOnly() {
        return text("eval_type").equals("fail_only") || GRADED_ON_FAILURES_ONLY.contains(repository());
    }

    /// Name of the parser: the row's own (version 5), or the repository's.
    public Optional<String> parserName() {
        return Optional.of(text("log_parser"))
                .filter(name -> !name.isBlank())
                .or(() -> LogParsers.nameFor(repository()));
    }

    public Optional<LogParser> parser() {
        return parserName().flatMap(LogParsers::named);
    }

    private String text(String field) {
        var value = row.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }

    /// A test list: an array, JSON inside a string, or the list as Python prints it.
    private List<String> tests(String field) {
        var value = row.path(field);
        if (value.isArray()) return strings(value);
        var text = text(field).strip();
        if (text.isEmpty()) return List.of();
        try {
            return strings(new JsonMapper().readTree(text));
        } catch (tools.jackson.core.JacksonException e) {
            return pythonList(text);
        }
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(each -> strings.add(each.asString()));
        return List.copyOf(strings);
    }

    private static List<String> pythonList(String text) {
        return PYTHON_STRING.matcher(text).results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .map(literal -> literal.replace("\\'", "'").replace("\\\"", "\"").translateEscapes())
                .toList();
    }
}
