package dev.frostbench.reports.tally;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The numbers of a run. No rate mixes two models: if several answered in one part, each has its own numbers.
///
/// @param totals of the whole run: one, or one for each model
/// @param parts in the suite's order, one for each model that answered in the part
/// @param whole number of tasks in the whole suite
public record Tally(List<Count> totals, List<Count> parts, int whole) {

    static final List<String> VERDICTS = List.of("resolved", "unresolved", "timed_out", "patch_rejected", "empty",
            "missing", "tampered", "unproved", "error");

    public Tally {
        totals = List.copyOf(totals);
        parts = List.copyOf(parts);
    }

    /// One part's numbers, or the whole run's.
    ///
    /// @param model empty if no name was given, or if one total covers several models
    /// @param samples results; a task without a prediction has one
    /// @param sampled whether some task has several samples
    /// @param rate the headline: the mean over all selected tasks of the share of their samples that are resolved. If
    ///     each task has one sample, this is the share of resolved tasks; otherwise it is pass@1
    /// @param rateOrUnproved the same with unproved samples counted as resolved: the rate of the official tool
    /// @param resolvedTasks tasks of which at least one sample is resolved
    /// @param orUnprovedTasks tasks of which at least one sample is resolved or unproved
    /// @param verdicts samples by verdict word, in the order of the words, zeros included
    /// @param unproved samples that cannot be judged apart from their own code, by the cause
    /// @param passAtK by k, if every task that was answered has k samples
    /// @param notTold the reasons, by the k that was asked for
    /// @param measures by name, the mean over all selected tasks of the mean over their samples
    public record Count(String name, String model, String kind, int tasks, int samples, boolean sampled, double rate,
            double rateOrUnproved, int resolvedTasks, int orUnprovedTasks, Map<String, Integer> verdicts,
            Map<String, Integer> unproved, Map<Integer, Double> passAtK, Map<Integer, String> notTold,
            SortedMap<String, Double> measures) {

        public boolean hasUnproved() {
            return !unproved.isEmpty();
        }

        /// How many samples have a prediction.
        public int answers() {
            return samples - verdicts.get("missing");
        }

        /// The name of the rate.
        public String headline() {
            return sampled ? "pass@1" : "resolved";
        }
    }

    /// One line of `summary.csv`; the part `*` is the whole run.
    public record Line(String part, String metric, String value, String model) {}

    public static Tally of(RunRecord run) {
        return of(run, Estimates.STANDARD);
    }

    public static Tally of(RunRecord run, Estimates wanted) {
        Map<String, Part> known = run.info().parts().stream().collect(Collectors.toMap(Part::name, part -> part));
        Map<String, Map<String, Counter>> parts = new LinkedHashMap<>();
        run.info().parts().forEach(part -> parts.put(part.name(), new LinkedHashMap<>()));
        Map<String, Counter> models = new LinkedHashMap<>();
        Counter all = new Counter("");
        for (Result result : run.results()) {
            String part = result.task().part();
            parts.computeIfAbsent(part, _ -> new LinkedHashMap<>()).computeIfAbsent(result.model(),
                    model -> counter(known, part, model)).add(result);
            models.computeIfAbsent(result.model(), Counter::new).add(result);
            all.add(result);
        }
        // Models that answered different parts make up one run. If several answered one part, each has a run of its
        // own.
        boolean apart = parts.values().stream().anyMatch(part -> part.size() > 1) || models.size() == 1;
        return new Tally(counts(apart ? models.values() : List.of(all), wanted),
                parts.values().stream().flatMap(part -> counts(part.values(), wanted).stream()).toList(),
                run.info().whole());
    }

    private static Counter counter(Map<String, Part> known, String part, String model) {
        return Optional.ofNullable(known.get(part))
                .map(of -> new Counter(part, model, of.kind(), of.countsSamples()))
                .orElseGet(() -> new Counter(part, model, "", false));
    }

    private static List<Count> counts(Collection<Counter> counters, Estimates wanted) {
        return counters.stream().map(each -> each.count(wanted)).toList();
    }

    public boolean hasSeveralModels() {
        return totals.size() > 1;
    }

    /// Results of all models.
    public int samples() {
        return totals.stream().mapToInt(Count::samples).sum();
    }

    /// The measures that some sample has, by name.
    public List<String> measures() {
        return totals.stream().flatMap(total -> total.measures().keySet().stream()).distinct().sorted().toList();
    }

    /// The names of the parts that have results, in the suite's order.
    public List<String> partNames() {
        return parts.stream().map(Count::name).distinct().toList();
    }

    /// The numbers of one part, one for each model.
    public List<Count> parts(String name) {
        return parts.stream().filter(count -> count.name().equals(name)).toList();
    }

    /// The models that answered in a part, in the order of their first answers.
    public List<String> models(String part) {
        return parts(part).stream().map(Count::model).toList();
    }

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("*", "tasks_whole", String.valueOf(whole), ""));
        for (Count total : totals) add(lines, total);
        for (Count part : parts) add(lines, part);
        return List.copyOf(lines);
    }

    private static void add(List<Line> lines, Count count) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("tasks_selected", String.valueOf(count.tasks()));
        values.put("samples", String.valueOf(count.samples()));
        values.put(count.sampled() ? "tasks_with_a_resolved_sample" : "tasks_resolved",
                String.valueOf(count.resolvedTasks()));
        values.put("resolved_rate", decimal(count.rate()));
        values.put("resolved_or_unproved_rate", decimal(count.rateOrUnproved()));
        count.verdicts().forEach((word, n) -> values.put(word, String.valueOf(n)));
        count.passAtK().forEach((k, value) -> values.put("pass@" + k, decimal(value)));
        count.measures().forEach((name, value) -> values.put("mean_" + name, decimal(value)));
        values.forEach((metric, value) -> lines.add(new Line(count.name(), metric, value, count.model())));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
