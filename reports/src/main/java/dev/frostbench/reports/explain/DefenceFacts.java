package dev.frostbench.reports.explain;

import dev.frostbench.reports.text.FirstNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Which defences were active for the tasks of a run, what was reserved for them, and what gives answers away all the
/// same. What all tasks have is told once.
final class DefenceFacts {

    private static final int NAMED = 4;

    private DefenceFacts() {}

    /// @param sheet the content of `run.json`
    static Map<String, String> of(JsonNode sheet) {
        Map<String, String> facts = new LinkedHashMap<>();
        JsonNode groups = sheet.path("defences");
        long parts = groups.valueStream().map(group -> group.path("part").asString("")).distinct().count();
        boolean reserves = false;
        for (JsonNode group : groups) {
            List<String> tasks = strings(group.path("tasks"));
            String told = (tasks.isEmpty() ? "" : FirstNames.of(tasks, NAMED) + ": ")
                    + String.join(", ", strings(group.path("active")));
            facts.merge("defences" + (parts > 1 ? " of " + group.path("part").asString("") : ""), told,
                    (one, other) -> one + "; " + other);
            for (JsonNode floor : group.path("resources").path("floor")) reserves |= floor.asDouble() > 0;
        }
        if (!groups.isEmpty() && !reserves)
            facts.put("floor", "nothing is reserved for a sandbox; the ceiling is its limits");
        List<String> leaks = new ArrayList<>();
        for (JsonNode leak : sheet.path("allowed_leaks"))
            leaks.add(leak.path("fixture").asString("") + ": " + leak.path("path").asString("") + " "
                    + leak.path("what").asString(""));
        facts.put("leaks let stand", String.join("; ", leaks));
        return facts;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : array) strings.add(each.asString(""));
        return strings;
    }
}
