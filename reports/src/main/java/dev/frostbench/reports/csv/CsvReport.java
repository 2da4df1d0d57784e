package dev.frostbench.reports.csv;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// The CSV files of a run. All but `timings.csv` are score files: equal bytes for equal inputs. Task, sample and model
/// identify a row.
public final class CsvReport {

    private CsvReport() {}

    public static void render(RunRecord run, Tally tally, Path folder) throws IOException {
        try (CsvFile scores = new CsvFile(folder.resolve("scores.csv"),
                "task_id", "sample", "verdict", "passed", "model", "compat", "strict", "why");
                CsvFile tests = new CsvFile(folder.resolve("tests.csv"),
                        "task_id", "sample", "test", "group", "status", "model");
                CsvFile timings = new CsvFile(folder.resolve("timings.csv"), "task_id", "sample", "pass", "step",
                        "alternative", "wall_s", "cpu_s", "peak_memory_bytes", "load_1m", "limits_hit", "model")) {
            for (Result result : run.results()) {
                score(scores, result);
                for (TestResult test : result.grade().tests()) {
                    tests.row(result.task().id(), result.sample(), test.name(), test.group(), test.status(),
                            result.model());
                }
                for (Observation seen : result.evidence().observations()) time(timings, result, seen);
            }
            scores.keep();
            tests.keep();
            timings.keep();
        }
        try (CsvFile summary = new CsvFile(folder.resolve("summary.csv"), "part", "metric", "value", "model")) {
            for (Tally.Line line : tally.lines()) summary.row(line.part(), line.metric(), line.value(), line.model());
            summary.keep();
        }
    }

    private static void score(CsvFile scores, Result result) throws IOException {
        var grade = result.grade();
        scores.row(result.task().id(), result.sample(), grade.verdict().word(), grade.verdict().passed(),
                result.model(), grade.compat().word(), grade.strict().word(),
                grade.why());
    }

    private static void time(CsvFile timings, Result result, Observation seen) throws IOException {
        timings.row(result.task().id(), result.sample(), seen.pass(), seen.step(), seen.alternative(),
                seconds(seen.wall().toNanos()), seconds(seen.cpu().toNanos()), seen.peakMemoryBytes(),
                String.format(Locale.ROOT, "%.2f", seen.loadAverage()), String.join(" ", seen.limitsHit()),
                result.model());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }
}
