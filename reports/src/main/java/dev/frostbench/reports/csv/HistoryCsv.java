package dev.frostbench.reports.csv;

import dev.frostbench.reports.history.History;
import dev.frostbench.reports.history.Night;
import dev.frostbench.reports.history.Series;
import dev.frostbench.reports.history.TaskHistory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A history as CSV: the nights, and the flaky tasks.
public final class HistoryCsv {

    private HistoryCsv() {}

    /// One row a night of each series.
    public static String nights(History history) {
        var text = new StringBuilder(CsvFile.line("suite", "model", "run", "run_id", "began", "seconds", "cost_usd",
                "tasks",
                "errors", "resolved", "rate", "rate_low", "rate_high", "newly_passing", "newly_failing", "flaky",
                "differences"));
        for (Series series : history.series())
            for (Night night : series.nights())
                text.append(CsvFile.line(series.suite(), series.model(), night.run().name(),
                        night.run().info().runId(), night.run().began().map(Object::toString).orElse(""),
                        night.run().took().map(HistoryCsv::seconds).orElse(""),
                        night.cost().isPresent() ? decimal(night.cost().getAsDouble()) : "", night.rate().tasks(),
                        night.errors(),
                        decimal(night.rate().passed()), decimal(night.rate().value()),
                        decimal(night.rate().interval().low()), decimal(night.rate().interval().high()),
                        night.newlyPassing(), night.newlyFailing(), night.flaky(),
                        String.join(" ", night.differences().stream().map(each -> each.what()).toList())));
        return text.toString();
    }

    /// One row a flaky task of each series.
    public static String flaky(History history) {
        var text = new StringBuilder(CsvFile.line("suite", "model", "task_id", "part", "nights", "failed", "changes",
                "outcomes"));
        for (Series series : history.series())
            for (TaskHistory task : series.flaky())
                text.append(CsvFile.line(series.suite(), series.model(), task.task(), task.part(), task.nights(),
                        task.failed(), task.changes(), words(task)));
        return text.toString();
    }

    private static String words(TaskHistory task) {
        List<String> words = task.outcomes().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
        return String.join(" ", words);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
