package dev.frostbench.reports.comparison;

import dev.frostbench.reports.comparison.Comparison.Side;
import dev.frostbench.reports.statistics.Confidence;
import dev.frostbench.reports.statistics.PairedBootstrap;
import dev.frostbench.reports.text.TerminalText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// A comparison as a terminal shows it.
///
/// @param most tasks that are listed of one change, and differences
public record ComparisonText(int most) {

    /// The changes whose tasks are listed, in their order.
    static final List<Change> LISTED = List.of(Change.BROKEN, Change.NEWLY_FLAKY, Change.FIXED, Change.FLAKY,
            Change.STILL_FAILING, Change.ERROR, Change.ONLY_IN_BASE, Change.ONLY_IN_NEW, Change.OTHER_TASK);

    public String render(ComparisonReport report) {
        var text = new StringBuilder();
        for (Comparison each : report.comparisons()) {
            if (!text.isEmpty()) text.append('\n');
            render(each, report, text);
        }
        report.notes().forEach(note -> text.append("note: ").append(TerminalText.line(note)).append('\n'));
        return text.toString();
    }

    /// What is compared with what, in a line.
    public static String name(Comparison comparison) {
        return side(comparison.now()) + " against " + side(comparison.base());
    }

    private static String side(Side side) {
        return side.run().name() + (side.model().isEmpty() ? "" : " (" + side.model() + ")");
    }

    private void render(Comparison comparison, ComparisonReport report, StringBuilder text) {
        line(text, "base", comparison.base());
        line(text, "new ", comparison.now());
        differences(text, comparison);
        text.append('\n');
        comparison.estimate().ifPresentOrElse(each -> estimate(text, each, report.hasSeveral()),
                () -> text.append("no task has a verdict in both runs: there is no rate to compare\n"));
        counts(text, comparison, report.alpha());
        for (Change change : LISTED) tasks(text, change, comparison.of(change));
        matrix(text, comparison);
    }

    private static void line(StringBuilder text, String what, Side side) {
        text.append(what).append("  ").append(TerminalText.line(side(side))).append(", run ")
                .append(TerminalText.line(side.run().info().runId()));
        side.run().began().ifPresent(at -> text.append(", ").append(at));
        text.append('\n');
    }

    private void differences(StringBuilder text, Comparison comparison) {
        comparison.differences().stream().limit(most)
                .forEach(each -> text.append("warning: the runs differ: ").append(TerminalText.line(each.what()))
                        .append(" is ").append(shown(each.base())).append(" in base, ").append(shown(each.now()))
                        .append(" in new\n"));
        more(text, "warning: ", comparison.differences().size());
    }

    private void more(StringBuilder text, String indent, int all) {
        if (all > most) text.append(indent).append("and ").append(all - most).append(" more; --all shows each\n");
    }

    /// A value, cut to a length at which two different ones can be told apart by people.
    static String shown(String value) {
        String line = TerminalText.line(value);
        return line.codePointCount(0, line.length()) <= 100 ? line
                : line.substring(0, line.offsetByCodePoints(0, 97)) + "...";
    }

    private static void estimate(StringBuilder text, Estimate estimate, boolean several) {
        text.append(String.format(Locale.ROOT, "%-24s%-22s%s%n", "of " + estimate.base().tasks() + " pairs", "base",
                "new"));
        text.append(String.format(Locale.ROOT, "%-24s%-22s%s%n",
                estimate.sampled() ? "sum of pass rates" : "resolved", Points.passed(estimate.base()),
                Points.passed(estimate.now())));
        text.append(String.format(Locale.ROOT, "%-24s%-22s%s%n", "rate", Points.percent(estimate.base().value()),
                Points.percent(estimate.now().value())));
        text.append(String.format(Locale.ROOT, "%-24s%-22s%s%n", "95 % interval (Wilson)",
                Points.percent(estimate.base().interval()), Points.percent(estimate.now().interval())));
        text.append("difference ").append(Points.signed(estimate.difference())).append(" points; 95 % interval ")
                .append(Points.signed(estimate.interval())).append(" (paired bootstrap, ")
                .append(PairedBootstrap.DRAWS).append(" draws of tasks)\n");
        text.append(estimate.worse()).append(" worse, ").append(estimate.better()).append(" better: p = ")
                .append(Points.p(estimate.p())).append(" (").append(estimate.test()).append(", two-sided)");
        if (several) text.append("; corrected by Holm: p = ").append(Points.p(estimate.adjusted()));
        text.append(estimate.isSignificant() ? "; significant at " : "; not significant at ").append(Confidence.ALPHA)
                .append('\n');
        if (estimate.sampled())
            text.append(
                    "a task's rate is the share of its judged samples that passed; the rate is the mean over tasks\n");
    }

    private static void counts(StringBuilder text, Comparison comparison, double alpha) {
        text.append('\n');
        comparison.counts().forEach((change, n) -> {
            if (n > 0 || change == Change.BROKEN || change == Change.FIXED)
                text.append(String.format(Locale.ROOT, "%6d  %s%s%n", n, change.word(),
                        change.isPair() ? "" : ", left out of every number"));
        });
        if (comparison.baseErrors() + comparison.nowErrors() > 0)
            text.append("errors: the machine failed at ").append(comparison.baseErrors())
                    .append(" samples in base and at ").append(comparison.nowErrors())
                    .append(" in new; they are no failures and count for nothing\n");
        text.append("flaky: judged by ").append(comparison.earlierRuns()).append(comparison.earlierRuns() == 1
                ? " earlier run"
                : " earlier runs").append(" and the base; broken if its failures have a chance of at most ")
                .append(Points.text(alpha)).append(" at its own rate (exact binomial test)\n");
    }

    private void tasks(StringBuilder text, Change change, List<TaskChange> tasks) {
        if (tasks.isEmpty()) return;
        text.append('\n').append(change.word()).append('\n');
        tasks.stream().limit(most).forEach(task -> {
            text.append("  ").append(TerminalText.line(task.task())).append("  ").append(verdicts(task));
            String why = reason(task);
            if (!why.isEmpty()) text.append("  ").append(shown(why));
            text.append('\n');
        });
        more(text, "  ", tasks.size());
    }

    /// The verdict in the base and the one in the new run; counts where there are several samples.
    static String verdicts(TaskChange task) {
        return side(task.baseWord(), task.base()) + " -> " + side(task.nowWord(), task.now());
    }

    private static String side(String word, Optional<Tries> tries) {
        return tries.filter(each -> each.samples() > 1).map(each -> each.passed() + " of " + each.judged() + " passed")
                .orElse(word);
    }

    /// Why the change is what it is, else why the new run failed.
    static String reason(TaskChange task) {
        if (!task.why().isEmpty()) return task.why();
        return task.now().map(Tries::why).orElse("").lines().findFirst().orElse("");
    }

    private static void matrix(StringBuilder text, Comparison comparison) {
        List<String> columns = comparison.columns();
        text.append("\nverdicts of tasks: base down, new across\n");
        text.append(String.format(Locale.ROOT, "%-16s", ""));
        columns.forEach(word -> text.append(String.format(Locale.ROOT, "%15s", word)));
        text.append('\n');
        for (Map.Entry<String, SortedMap<String, Integer>> row : comparison.matrix().entrySet()) {
            text.append(String.format(Locale.ROOT, "%-16s", row.getKey()));
            columns.forEach(word -> text.append(String.format(Locale.ROOT, "%15s",
                    row.getValue().containsKey(word) ? row.getValue().get(word).toString() : ".")));
            text.append('\n');
        }
    }
}
