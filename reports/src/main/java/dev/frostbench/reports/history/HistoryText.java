package dev.frostbench.reports.history;

import dev.frostbench.reports.comparison.Cost;
import dev.frostbench.reports.comparison.Points;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.text.FirstNames;
import dev.frostbench.reports.text.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A history as a terminal shows it.
///
/// @param most flaky tasks that are listed
public record HistoryText(int most) {

    /// So many nights of a flaky task are shown: the newest.
    private static final int NIGHTS = 30;
    /// So many differences of a night are named.
    private static final int DIFFERENCES = 6;
    private static final String ROW = "%-20s  %9s  %7s  %-16s  %6s  %9s%s  %9s  %9s  %5s  %s%n";

    public String render(History history) {
        var text = new StringBuilder();
        for (Series series : history.series()) {
            render(series, text);
            text.append('\n');
        }
        history.skipped().forEach(run -> text.append("skipped: ").append(TerminalText.line(run)).append('\n'));
        return text.toString();
    }

    private void render(Series series, StringBuilder text) {
        text.append(TerminalText.line(series.suite()));
        if (!series.model().isEmpty()) text.append(", ").append(SummaryText.modelName(series.model()));
        text.append(": ").append(series.nights().size()).append(series.nights().size() == 1 ? " run\n" : " runs\n");
        text.append(String.format(Locale.ROOT, ROW, "BEGAN (UTC)", "RESOLVED", "RATE", "95 % INTERVAL", "ERRORS",
                "TIME", cost(series, "COST"), "NEW PASS", "NEW FAIL", "FLAKY", "RUN"));
        for (Night night : series.nights()) {
            text.append(String.format(Locale.ROOT, ROW, began(night), resolved(night),
                    Points.percent(night.rate().value()), Points.percent(night.rate().interval()), night.errors(),
                    took(night), cost(series, Cost.text(night.cost())), night.newlyPassing(), night.newlyFailing(),
                    night.flaky(),
                    TerminalText.line(night.run().name())));
            if (!night.differences().isEmpty())
                text.append("    from here on other: ").append(TerminalText.line(whats(night))).append('\n');
        }
        List<TaskHistory> flaky = series.flaky();
        if (flaky.isEmpty()) return;
        text.append("flaky tasks, oldest night first: . passed, F failed, m mixed, E error, - absent\n");
        flaky.stream().limit(most).forEach(task -> text.append("  ").append(row(task)).append("  ")
                .append(TerminalText.line(task.task())).append("  ").append(task.changes())
                .append(task.changes() == 1 ? " change\n" : " changes\n"));
        if (flaky.size() > most) text.append("  and ").append(flaky.size() - most).append(" more; --all shows each\n");
    }

    /// A column that series without costs do not have.
    private static String cost(Series series, String text) {
        return series.hasCosts() ? String.format(Locale.ROOT, "  %9s", text) : "";
    }

    public static String began(Night night) {
        return night.run().began().map(HistoryText::minute).orElse("-");
    }

    private static String minute(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static String resolved(Night night) {
        return Points.passed(night.rate()) + "/" + night.rate().tasks();
    }

    /// In hours, minutes and seconds; `-` if a process of the run was cut off.
    public static String took(Night night) {
        return night.run().took().map(HistoryText::clock).orElse("-");
    }

    private static String clock(Duration took) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", took.toHours(), took.toMinutesPart(), took.toSecondsPart());
    }

    /// In what a night differs from the one before it.
    public static String whats(Night night) {
        return FirstNames.of(night.differences().stream().map(each -> each.what()).toList(), DIFFERENCES);
    }

    private static String row(TaskHistory task) {
        var row = new StringBuilder();
        int all = task.outcomes().size();
        for (var outcome : task.outcomes().subList(Math.max(0, all - NIGHTS), all))
            row.append(switch (outcome) {
                case PASSED -> '.';
                case FAILED -> 'F';
                case MIXED -> 'm';
                case ERROR -> 'E';
                case ABSENT -> '-';
            });
        return row.toString();
    }
}
