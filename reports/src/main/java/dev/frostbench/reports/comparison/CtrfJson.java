package dev.frostbench.reports.comparison;

import dev.frostbench.reports.text.TerminalText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A comparison in the Common Test Report Format (ctrf.io): a test a task. Only what broke has failed.
public final class CtrfJson {

    private static final List<String> STATUSES = List.of("passed", "failed", "skipped", "pending", "other");

    private CtrfJson() {}

    /// @param version of Frostbench
    public static String render(ComparisonReport report, String version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("reportFormat", "CTRF").put("specVersion", "0.0.0")
                .put("generatedBy", "frostbench compare");
        ObjectNode results = root.putObject("results");
        results.putObject("tool").put("name", "frostbench").put("version", version);
        ObjectNode summary = results.putObject("summary");
        ArrayNode tests = results.putArray("tests");
        Map<String, Integer> counts = new TreeMap<>();
        for (Comparison comparison : report.comparisons())
            for (TaskChange task : comparison.tasks()) {
                tests.add(test(comparison, task));
                counts.merge(status(task.change()), 1, Integer::sum);
            }
        summary.put("tests", tests.size());
        STATUSES.forEach(status -> summary.put(status, counts.getOrDefault(status, 0)));
        summary.put("flaky", report.comparisons().stream().flatMap(each -> each.tasks().stream())
                .filter(CtrfJson::isFlaky).count());
        summary.put("suites", report.comparisons().size());
        // of the new runs, so that equal inputs give equal bytes
        summary.put("start", report.comparisons().stream().flatMap(each -> each.now().run().began().stream())
                .mapToLong(at -> at.toEpochMilli()).min().orElse(0));
        summary.put("stop", report.comparisons().stream().flatMap(each -> each.now().run().ended()
                .or(() -> each.now().run().began()).stream()).mapToLong(at -> at.toEpochMilli()).max().orElse(0));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode test(Comparison comparison, TaskChange task) {
        ObjectNode test = JsonNodeFactory.instance.objectNode().put("name", text(task.task()))
                .put("status", status(task.change()))
                .put("duration", task.now().map(Tries::took).orElse(Duration.ZERO).toMillis());
        test.putArray("suite").add(text(ComparisonText.name(comparison))).add(text(task.part()));
        test.put("rawStatus", task.change().word());
        test.put("message", text((ComparisonText.verdicts(task) + " " + ComparisonText.reason(task)).strip()));
        if (isFlaky(task)) test.put("flaky", true);
        ObjectNode extra = test.putObject("extra").put("base_verdict", task.baseWord())
                .put("new_verdict", task.nowWord());
        return test.set("extra", extra);
    }

    private static boolean isFlaky(TaskChange task) {
        return task.change() == Change.FLAKY || task.change() == Change.NEWLY_FLAKY;
    }

    private static String status(Change change) {
        return switch (change) {
            case STILL_PASSING, FIXED -> "passed";
            case BROKEN -> "failed";
            case STILL_FAILING, NEWLY_FLAKY, FLAKY -> "other";
            case ERROR, ONLY_IN_BASE, ONLY_IN_NEW, OTHER_TASK -> "skipped";
        };
    }

    /// A name must have a letter, and viewers show texts in pages and terminals.
    private static String text(String text) {
        String line = TerminalText.line(text);
        return line.isEmpty() ? "-" : line;
    }
}
