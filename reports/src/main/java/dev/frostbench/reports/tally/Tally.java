package dev.frostbench.reports.tally;

import dev.frostbench.reports.RunRecord;
import dev.frostbench.reports.RunRecord.Part;
import dev.frostbench.reports.RunRecord.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The numbers of a run.
///
/// @param parts in the suite's order
/// @param whole tasks of the whole suite
public record Tally(Count total, List<Count> parts, int whole) {

    static final List<String> VERDICTS = List.of("resolved", "unresolved", "timed_out", "patch_rejected", "empty",
            "missing", "tampered", "unproved", "error");

    public Tally {
        parts = List.copyOf(parts);
    }

    /// One part's numbers, or the whole run's.
    ///
    /// @param resolvedTasks tasks of which at least one sample is resolved
    /// @param verdicts samples by verdict word, in the order of the words, zeros included
    /// @param orUnprovedTasks the same, or of which at least one is unproved
    /// @param unproved samples by the cause for which they cannot be judged apart
    /// @param passAtK by k; only for kinds that count samples, and only where every task has k samples
    public record Count(String name, String kind, int tasks, int samples, int resolvedTasks,
            int orUnprovedTasks, Map<String, Integer> verdicts, Map<String, Integer> unproved, Map<Integer, Double> passAtK) {

        /// The share of the selected tasks that are resolved: the denominator is never what happened to finish.
        public double rate() {
            return tasks == 0 ? 0 : (double) resolvedTasks / tasks;
        }

        /// The rate that the official tool would come to: with the tasks that only unproved samples resolve.
        public double rateOrUnproved() {
            return tasks == 0 ? 0 : (double) orUnprovedTasks / tasks;
        }

        public boolean hasUnproved() {
            return !unproved.isEmpty();
        }
    }

    /// One line of `summary.csv`; the part `*` is the whole run.
    public record Line(String part, String metric, String value) {}

    public static Tally of(RunRecord run) {
        Map<String, Counter> counters = new LinkedHashMap<>();
        for (Part part : run.info().parts()) counters.put(part.name(), new Counter(part.name(), part.kind()));
        Counter total = new Counter("*", "");
        for (Result result : run.results()) {
            counters.computeIfAbsent(result.task().part(), name -> new Counter(name, "")).add(result);
            total.add(result);
        }
        return new Tally(total.count(), counters.values().stream().map(Counter::count).toList(), run.info().whole());
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("*", "tasks_whole", String.valueOf(whole)));
        add(lines, total);
        for (Count part : parts) add(lines, part);
        return List.copyOf(lines);
    }

    private static void add(List<Line> lines, Count count) {
        lines.add(new Line(count.name(), "tasks_selected", String.valueOf(count.tasks())));
        lines.add(new Line(count.name(), "samples", String.valueOf(count.samples())));
        lines.add(new Line(count.name(), "tasks_resolved", String.valueOf(count.resolvedTasks())));
        lines.add(new Line(count.name(), "resolved_rate", decimal(count.rate())));
        lines.add(new Line(count.name(), "resolved_or_unproved_rate", decimal(count.rateOrUnproved())));
        count.verdicts().forEach((word, n) -> lines.add(new Line(count.name(), word, String.valueOf(n))));
        count.passAtK().forEach((k, value) -> lines.add(new Line(count.name(), "pass@" + k, decimal(value))));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
