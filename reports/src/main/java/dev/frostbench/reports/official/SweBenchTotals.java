package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The lists of ids of one model, sorted as `make_run_report` of SWE-bench 4.1.0 sorts them.
final class SweBenchTotals {

    private final TreeSet<String> submitted = new TreeSet<>();
    private final TreeSet<String> empty = new TreeSet<>();
    private final TreeSet<String> resolved = new TreeSet<>();
    private final TreeSet<String> unresolved = new TreeSet<>();
    private final TreeSet<String> error = new TreeSet<>();

    void add(Result result) {
        String id = result.task().id();
        submitted.add(id);
        if (result.prediction().orElseThrow().isEmpty()) empty.add(id);
        else if (!SweBenchOutput.completed(result.grade().compat())) error.add(id);
        else
            (result.grade().compat().passed() ? resolved : unresolved).add(id);
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
        report.put("empty_patch_instances", empty.size());
        report.put("error_instances", error.size());
        report.put("completed_ids", List.copyOf(completed));
        report.put("incomplete_ids", List.copyOf(incomplete));
        report.put("empty_patch_ids", List.copyOf(empty));
        report.put("submitted_ids", List.copyOf(submitted));
        report.put("resolved_ids", List.copyOf(resolved));
        report.put("unresolved_ids", List.copyOf(unresolved));
        report.put("error_ids", List.copyOf(error));
        report.put("schema_version", 2);
        return report;
    }
}
