package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.swebench.instance.DataSetVersion;
import dev.frostbench.suites.swebench.rules.FailureSign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The lists of ids of one model, sorted as `make_run_report` of SWE-bench sorts them. 5.0.2 adds the signs of
/// [FailureSign] in the logs of what was not resolved.
final class SweBenchTotals {

    private final TreeSet<String> submitted = new TreeSet<>();
    private final TreeSet<String> empty = new TreeSet<>();
    private final TreeSet<String> resolved = new TreeSet<>();
    private final TreeSet<String> unresolved = new TreeSet<>();
    private final TreeSet<String> error = new TreeSet<>();

    private final TreeMap<String, FailureSign> signs = new TreeMap<>();
    private DataSetVersion version = DataSetVersion.FOUR;

    /// @param of the row's version; one row of version 5 makes the report one of 5.0.2
    void add(Result result, DataSetVersion of) {
        if (of == DataSetVersion.FIVE) version = of;
        String id = result.task().id();
        submitted.add(id);
        if (result.prediction().orElseThrow().isEmpty()) empty.add(id);
        else if (!SweBenchOutput.completed(result.grade().compat())) error.add(id);
        else
            (result.grade().compat().passed() ? resolved : unresolved).add(id);
    }

    /// Looks for signs in the two logs of an instance.
    void sign(Result result, Optional<String> log, String instanceLog) {
        String id = result.task().id();
        if (!unresolved.contains(id) && !error.contains(id)) return;
        FailureSign.in(log.map(text -> text + "\n").orElse("") + instanceLog).ifPresent(sign -> signs.put(id, sign));
    }

    private List<String> signed(boolean ofEnvironment) {
        return signs.entrySet().stream().filter(entry -> entry.getValue().ofEnvironment() == ofEnvironment)
                .map(Map.Entry::getKey).toList();
    }

    boolean submittedNothing() {
        return submitted.isEmpty();
    }

    Map<String, Object> report(List<String> tasks) {
        TreeSet<String> completed = new TreeSet<>(resolved);
        completed.addAll(unresolved);
        TreeSet<String> incomplete = new TreeSet<>(tasks);
        incomplete.removeAll(submitted);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("total_instances", tasks.size());
        report.put("submitted_instances", submitted.size());
        report.put("completed_instances", completed.size());
        report.put("resolved_instances", resolved.size());
        report.put("unresolved_instances", unresolved.size());
        boolean five = version == DataSetVersion.FIVE;
        if (five) report.put("infra_failure_instances", signed(true).size());
        if (five) report.put("ambiguous_failure_instances", signed(false).size());
        report.put("empty_patch_instances", empty.size());
        report.put("error_instances", error.size());
        report.put("completed_ids", List.copyOf(completed));
        report.put("incomplete_ids", List.copyOf(incomplete));
        report.put("empty_patch_ids", List.copyOf(empty));
        report.put("submitted_ids", List.copyOf(submitted));
        report.put("resolved_ids", List.copyOf(resolved));
        report.put("unresolved_ids", List.copyOf(unresolved));
        if (five) report.putAll(signs());
        report.put("error_ids", List.copyOf(error));
        report.put("schema_version", 2);
        return report;
    }

    private Map<String, Object> signs() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("infra_failure_ids", signed(true));
        found.put("ambiguous_failure_ids", signed(false));
        Map<String, Object> reasons = new LinkedHashMap<>();
        signs.forEach((id, sign) -> reasons.put(id, sign.reason()));
        found.put("failure_reasons", reasons);
        return found;
    }
}
