package dev.frostbench.reports.csv;

import dev.frostbench.reports.comparison.Comparison;
import dev.frostbench.reports.comparison.ComparisonReport;
import dev.frostbench.reports.comparison.TaskChange;
import dev.frostbench.reports.comparison.Tries;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// A comparison as CSV: one row a task of each comparison.
public final class ComparisonCsv {

    private ComparisonCsv() {}

    public static String of(ComparisonReport report) {
        var text = new StringBuilder(CsvFile.line("base", "base_model", "new", "new_model", "task_id", "part", "change",
                "base_verdict", "new_verdict", "base_passed", "base_judged", "new_passed", "new_judged", "past_failed",
                "past_tries", "why"));
        for (Comparison comparison : report.comparisons())
            for (TaskChange task : comparison.tasks())
                text.append(CsvFile.line(comparison.base().run().name(), comparison.base().model(),
                        comparison.now().run().name(), comparison.now().model(), task.task(), task.part(),
                        task.change().word(), task.base().map(Tries::word).orElse(""),
                        task.now().map(Tries::word).orElse(""), count(task.base(), Tries::passed),
                        count(task.base(), Tries::judged), count(task.now(), Tries::passed),
                        count(task.now(), Tries::judged), task.past().failed(), task.past().tries(),
                        task.why().isEmpty() ? task.now().map(Tries::why).orElse("") : task.why()));
        return text.toString();
    }

    private static Object count(Optional<Tries> tries, ToIntFunction<Tries> count) {
        return tries.isPresent() ? count.applyAsInt(tries.get()) : "";
    }
}
