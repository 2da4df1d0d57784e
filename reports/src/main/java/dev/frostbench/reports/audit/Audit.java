package dev.frostbench.reports.audit;

import dev.frostbench.reports.csv.CsvFile;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.audit.Question;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How every task of a run answers the four questions of an audit.
///
/// @param tasks in the data set's order
public record Audit(List<TaskAudit> tasks) {

    public static final String FILE = "audit.csv";

    /// Takes the place of the name of a predictions file.
    public static final String PREDICTIONS = "gold, empty, comment and cheats";

    public Audit {
        tasks = List.copyOf(tasks);
    }

    /// Whether a run was made to audit its suite.
    public static boolean isOf(RunInfo run) {
        return run.parts().stream().allMatch(part -> part.predictionsFile().equals(PREDICTIONS));
    }

    public static Audit of(RunRecord run) {
        Map<String, List<Result>> byTask = new LinkedHashMap<>();
        for (Result result : run.results())
            byTask.computeIfAbsent(result.task().id(), _ -> new ArrayList<>()).add(withoutLogs(result));
        return new Audit(
                byTask.entrySet().stream().map(task -> TaskAudit.of(task.getKey(), task.getValue())).toList());
    }

    /// Only grades are compared, and all results of a run are in memory at once.
    private static Result withoutLogs(Result result) {
        return new Result(result.task(), result.model(), result.sample(), result.prediction(),
                new Evidence("", List.of(), result.evidence().trouble()), result.grade());
    }

    public boolean allRight() {
        return tasks.stream().allMatch(TaskAudit::isRight);
    }

    /// Writes [#FILE] into the run's folder: a row for each way in which a question was asked of a task.
    public void write(Path folder) throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve(FILE), "task_id", "question", "model", "should_score", "answer",
                "runs", "scored", "verdicts", "official_fooled", "why")) {
            for (TaskAudit task : tasks) for (Answer answer : task.answers()) row(file, task, answer);
            file.keep();
        }
    }

    private static void row(CsvFile file, TaskAudit task, Answer answer) throws IOException {
        Question question = answer.question();
        boolean asked = answer.state() != Answer.State.NOT_ASKED && answer.state() != Answer.State.ERROR;
        file.row(task.id(), question.word(), answer.model(), question.scores() ? 1 : 0, answer.state().word(),
                answer.runs(), answer.scored(), answer.verdictCounts(),
                question.scores() || !asked ? "" : answer.isOfficiallyFooled() ? "yes" : "no", answer.why());
    }
}
