package dev.frostbench.reports.comparison;

import dev.frostbench.reports.comparison.Comparison.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A comparison as a comment of a pull request: the rates and what broke; the rest folds.
public final class ComparisonMarkdown {

    /// A comment of GitHub has 65,536 characters at most; ten comparisons of so many tasks stay below.
    private static final int MOST = 25;
    /// Comparisons with lists of tasks. Further ones have their numbers only.
    private static final int MOST_COMPARISONS = 5;

    private ComparisonMarkdown() {}

    public static String render(ComparisonReport report) {
        var text = new StringBuilder();
        int number = 0;
        for (Comparison each : report.comparisons()) render(each, report, number++ < MOST_COMPARISONS, text);
        if (!report.notes().isEmpty()) {
            report.notes().stream().limit(MOST)
                    .forEach(note -> text.append("- ").append(Markdown.code(note)).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static void render(Comparison comparison, ComparisonReport report, boolean lists, StringBuilder text) {
        text.append("### Frostbench: ").append(headline(comparison)).append("\n\n");
        text.append("| | run | rate | 95 % interval |\n| --- | --- | --- | --- |\n");
        row(text, "base", comparison.base(), comparison, true);
        row(text, "new", comparison.now(), comparison, false);
        text.append('\n');
        comparison.estimate().ifPresent(each -> numbers(text, each, report.hasSeveral()));
        if (comparison.baseErrors() + comparison.nowErrors() > 0)
            text.append("Left out: the machine failed at ").append(comparison.baseErrors())
                    .append(" samples in base and at ").append(comparison.nowErrors()).append(" in new.\n\n");
        if (!comparison.differences().isEmpty()) differences(text, comparison.differences());
        if (!lists) return;
        for (Change change : ComparisonText.LISTED) tasks(text, change, comparison.of(change));
    }

    private static String headline(Comparison comparison) {
        List<String> parts = new ArrayList<>();
        for (Change change : List.of(Change.BROKEN, Change.FIXED, Change.NEWLY_FLAKY, Change.STILL_FAILING)) {
            int n = comparison.count(change);
            if (n > 0 || change == Change.BROKEN || change == Change.FIXED) parts.add(n + " " + change.word());
        }
        return String.join(", ", parts);
    }

    private static void row(StringBuilder text, String what, Side side, Comparison comparison, boolean isBase) {
        text.append("| ").append(what).append(" | ").append(Markdown.cell(side.run().name()));
        if (!side.model().isEmpty()) text.append(' ').append(Markdown.cell(side.model()));
        comparison.estimate().map(each -> isBase ? each.base() : each.now())
                .ifPresentOrElse(rate -> text.append(" | ").append(Points.percent(rate.value())).append(" (")
                        .append(Points.passed(rate)).append(" of ").append(rate.tasks()).append(") | ")
                        .append(Points.percent(rate.interval())).append(" |\n"),
                        () -> text.append(" | nothing to compare | |\n"));
    }

    private static void numbers(StringBuilder text, Estimate estimate, boolean several) {
        text.append(String.format(Locale.ROOT, "Difference **%s points** (95 %%: %s, paired bootstrap); %d worse, %d"
                + " better, p = %s (%s, two-sided%s).%n%n", Points.signed(estimate.difference()),
                Points.signed(estimate.interval()), estimate.worse(), estimate.better(), Points.p(estimate.adjusted()),
                estimate.test(), several ? ", corrected by Holm" : ""));
    }

    private static void differences(StringBuilder text, List<Difference> differences) {
        fold(text, "", "The runs differ in " + differences.size() + (differences.size() == 1 ? " thing" : " things"));
        text.append("| what | base | new |\n| --- | --- | --- |\n");
        differences.stream().limit(MOST).forEach(each -> text.append("| ").append(Markdown.cell(each.what()))
                .append(" | ").append(Markdown.cell(each.base())).append(" | ").append(Markdown.cell(each.now()))
                .append(" |\n"));
        end(text, differences.size());
    }

    private static void tasks(StringBuilder text, Change change, List<TaskChange> tasks) {
        if (tasks.isEmpty()) return;
        fold(text, change == Change.BROKEN ? " open" : "",
                change.word().substring(0, 1).toUpperCase(Locale.ROOT) + change.word().substring(1) + ": "
                        + tasks.size());
        text.append("| task | base | new | why |\n| --- | --- | --- | --- |\n");
        tasks.stream().limit(MOST).forEach(task -> {
            String[] verdicts = ComparisonText.verdicts(task).split(" -> ");
            String why = ComparisonText.reason(task);
            text.append("| ").append(Markdown.cell(task.task())).append(" | ").append(verdicts[0]).append(" | ")
                    .append(verdicts[1]).append(" | ").append(why.isEmpty() ? "" : Markdown.cell(why)).append(" |\n");
        });
        end(text, tasks.size());
    }

    private static void fold(StringBuilder text, String open, String summary) {
        text.append("<details").append(open).append("><summary>").append(summary).append("</summary>\n\n");
    }

    private static void end(StringBuilder text, int all) {
        if (all > MOST) text.append("\nand ").append(all - MOST).append(" more in comparison.html\n");
        text.append("\n</details>\n\n");
    }
}
