package dev.frostbench.reports.validation;

import dev.frostbench.reports.csv.CsvFile;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a run of every task's own solution, and of no change at all, proves about the tasks.
///
/// @param tasks in the data set's order
public record Validation(List<TaskValidation> tasks) {

    public static final String FILE = "validation.csv";

    /// Takes the place of the name of a predictions file.
    public static final String PREDICTIONS = "gold and empty";

    public Validation {
        tasks = List.copyOf(tasks);
    }

    /// Whether a run was made to validate its suite.
    public static boolean isOf(RunInfo run) {
        return run.parts().stream().allMatch(part -> part.predictionsFile().equals(PREDICTIONS));
    }

    /// What an audit tries beside the two says nothing here.
    public static Validation of(RunRecord run) {
        Map<String, List<Result>> byTask = new LinkedHashMap<>();
        for (Result result : run.results())
            if (TaskValidation.MODELS.contains(result.model()))
                byTask.computeIfAbsent(result.task().id(), _ -> new ArrayList<>()).add(withoutLogs(result));
        return new Validation(
                byTask.entrySet().stream().map(task -> TaskValidation.of(task.getKey(), task.getValue())).toList());
    }

    /// Only grades are compared, and all results of a task are in memory at once.
    private static Result withoutLogs(Result result) {
        var evidence = new Evidence(result.evidence().fixture(), List.of(), List.of(),
                result.evidence().trouble());
        return new Result(result.task(), result.sample(), result.prediction(), evidence, result.grade());
    }

    /// Writes [#FILE] into the run's folder.
    public void write(Path folder) throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve(FILE), "task_id", "state", "runs", "gold_resolved",
                "empty_resolved",
                "unstable_tests", "why")) {
            for (TaskValidation task : tasks)
                file.row(task.id(), task.state().word(), task.runs(), task.goldResolved(), task.emptyResolved(),
                        String.join(" ", task.unstableTests()), task.why());
            file.keep();
        }
    }

    public boolean allValid() {
        return tasks.stream().allMatch(task -> task.state() == TaskValidation.State.VALID);
    }

    /// The table for a terminal, with the counts below it.
    public String text() {
        StringBuilder text = new StringBuilder();
        int width = tasks.stream().mapToInt(task -> task.id().length()).max().orElse(0);
        Map<TaskValidation.State, Integer> counts = new EnumMap<>(TaskValidation.State.class);
        for (TaskValidation task : tasks) {
            counts.merge(task.state(), 1, Integer::sum);
            text.append(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  %-12s gold %d/%d  empty %d/%d%s\n",
                    TerminalText.line(task.id()), task.state().word(), task.goldResolved(), task.runs(),
                    task.emptyResolved(),
                    task.runs(), task.why().isEmpty() ? "" : "  " + TerminalText.line(task.why())));
        }
        text.append(tasks.size()).append(" tasks: ").append(counts.entrySet().stream()
                .map(count -> count.getKey().word() + " " + count.getValue()).collect(Collectors.joining(", ")))
                .append('\n');
        if (counts.containsKey(TaskValidation.State.UNPROVED))
            text.append(
                    "unproved: no answer to such a task may be provable, and a model's rate with and without them is"
                            + " given\n");
        return text.toString();
    }
}
