package dev.frostbench.reports.comparison;

import dev.frostbench.reports.record.RunRecord.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds in what two runs differ beside their answers: every field of `run.json` apart from those that a comparison is
/// about, and the machine.
///
/// Grave is what makes verdicts mean something else: another suite, another kind of a part, another grader version.
public final class Differences {

    /// Names of the run and of its files, and the predictions: these may differ in every comparison.
    private static final Pattern EXPECTED = Pattern
            .compile(
                    "run_id|suite/file|parts/[^/]*/(?:dataset/file|(?:predictions|samples)(?:/.*)?)|k(?:/.*)?");
    private static final Set<String> GRAVE = Set.of("suite/name", "grader_version");
    private static final Pattern KIND = Pattern.compile("parts/[^/]*/kind");
    private static final String ABSENT = "-";

    private Differences() {}

    public static List<Difference> between(ScoredRun base, ScoredRun now) {
        SortedMap<String, String> before = facts(base);
        SortedMap<String, String> after = facts(now);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String what : all) {
            String was = before.getOrDefault(what, ABSENT);
            String is = after.getOrDefault(what, ABSENT);
            boolean grave = GRAVE.contains(what)
                    || KIND.matcher(what).matches() && before.containsKey(what) && after.containsKey(what);
            if (!was.equals(is)) differences.add(new Difference(what, was, is, grave));
        }
        return List.copyOf(differences);
    }

    private static SortedMap<String, String> facts(ScoredRun run) {
        SortedMap<String, String> facts = new TreeMap<>();
        flatten("", run.circumstances().madeFrom(), facts);
        facts.keySet().removeIf(what -> EXPECTED.matcher(what).matches());
        facts.put("suite/name", run.info().suite());
        facts.put("grader_version", run.info().graderVersion());
        run.info().parts().forEach(part -> facts.put("parts/" + part.name() + "/kind", part.kind()));
        var sittings = run.circumstances().sittings();
        if (!sittings.isEmpty()) machine(sittings.getLast().machine(), facts);
        return facts;
    }

    private static void machine(Machine machine, Map<String, String> facts) {
        facts.put("machine/system", machine.system());
        facts.put("machine/processor", machine.processor());
        facts.put("machine/processors", String.valueOf(machine.processors()));
        facts.put("machine/memory", (machine.memoryBytes() >> 20) + " MiB");
    }

    private static void flatten(String at, JsonNode node, Map<String, String> facts) {
        String below = at.isEmpty() ? "" : at + "/";
        if (node.isObject()) node.properties().forEach(each -> flatten(below + each.getKey(), each.getValue(), facts));
        else if (node.isArray() && isNamed(node))
            node.forEach(each -> flatten(below + each.path("name").asString(), each, facts));
        else
            facts.put(at, node.isString() ? node.stringValue() : node.toString());
    }

    private static boolean isNamed(JsonNode array) {
        return !array.isEmpty()
                && array.valueStream().allMatch(each -> Optional.ofNullable(each.get("name")).isPresent());
    }
}
