package dev.frostbench.reports.csv;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The CSV files of a run. All but `timings.csv` are score files: equal bytes for equal inputs. Task, sample and model
/// identify a row.
public final class CsvReport {

    private CsvReport() {}

    public static void render(RunRecord run, Tally tally, Path folder) throws IOException {
        List<String> measures = tally.measures();
        try (CsvFile scores = new CsvFile(folder.resolve("scores.csv"), scoreColumns(measures));
                CsvFile tests = new CsvFile(folder.resolve("tests.csv"),
                        "task_id", "sample", "test", "group", "status", "model");
                CsvFile timings = new CsvFile(folder.resolve("timings.csv"), "task_id", "sample", "pass", "step",
                        "alternative", "wall_s", "cpu_s", "peak_memory_bytes", "load_1m", "limits_hit", "model")) {
            for (Result result : run.results()) {
                score(scores, result, measures);
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

    /// The measures of a run, if it has any, are further columns.
    private static String[] scoreColumns(List<String> measures) {
        return Stream.concat(Stream.of("task_id", "sample", "verdict", "passed", "model", "compat", "strict", "why"),
                measures.stream()).toArray(String[]::new);
    }

    private static void score(CsvFile scores, Result result, List<String> measures) throws IOException {
        var grade = result.grade();
        Stream<Object> told = Stream.of(result.task().id(), result.sample(), grade.verdict().word(),
                grade.verdict().passed(), result.model(), grade.compat().word(), grade.strict().word(), grade.why());
        scores.row(Stream.concat(told, measures.stream().map(name -> number(grade.measures().get(name)))).toArray());
    }

    /// The shortest form that is the same number; nothing for a sample without it.
    private static String number(Double measure) {
        return measure == null ? "" : BigDecimal.valueOf(measure).stripTrailingZeros().toPlainString();
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
