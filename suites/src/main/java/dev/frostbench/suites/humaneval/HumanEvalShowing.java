package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.kind.Showing;
import dev.frostbench.suites.kind.Showing.Text;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.util.List;
import java.util.Optional;

/// A sample as people read it: what failed, the program, and its test.
///
/// The failure is as the driver reports it: the failing check, the values of its two sides, and the traceback. If it
/// knows none of these, it is the evaluator's one line. A driver that reported has printed nothing else.
final class HumanEvalShowing {

    private HumanEvalShowing() {}

    static Showing of(Task task, Optional<Prediction> prediction, Evidence evidence, Grade grade) {
        Optional<DriverReport> report = HumanEval.report(evidence);
        String failure = report.filter(_ -> !grade.verdict().passed()).map(HumanEvalShowing::text)
                .filter(text -> !text.isBlank()).orElse("");
        return new Showing(List.of(new Text("What failed", failure, false),
                new Text("Program: the prompt", task.row().path("prompt").asString(""), true),
                new Text("Program: the answer", prediction.map(Prediction::text).orElse(""), false),
                new Text("Test", task.row().path("test").asString(""), true)), report.isPresent());
    }

    private static String text(DriverReport report) {
        var text = new StringBuilder();
        report.failure().ifPresentOrElse(failure -> failure(text, failure), () -> text
                .append(report.strict().equals(report.compat()) ? report.compat()
                        : "official: " + report.compat() + "\napart from the checks: " + report.strict())
                .append('\n'));
        if (!report.rests().isEmpty()) text.append("the checks rest on ").append(report.rests()).append('\n');
        if (report.waited() > 0) text.append("it waited ").append(report.waited()).append(" s for a processor\n");
        if (report.starved()) text.append("it timed out without having had its time on a processor\n");
        return text.toString();
    }

    private static void failure(StringBuilder text, DriverReport.Failure failure) {
        if (!failure.raised().isEmpty()) text.append(failure.raised()).append('\n');
        if (!failure.statement().isEmpty())
            text.append("in line ").append(failure.line()).append(" of the test: ").append(failure.statement().strip())
                    .append('\n');
        else if (failure.line() > 0) text.append("in line ").append(failure.line()).append(" of the test\n");
        if (!failure.left().isEmpty()) text.append("  left:  ").append(failure.left()).append('\n');
        if (!failure.right().isEmpty()) text.append("  right: ").append(failure.right()).append('\n');
        if (!failure.trace().isBlank()) text.append('\n').append(failure.trace().stripTrailing()).append('\n');
    }
}
