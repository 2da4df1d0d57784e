package dev.frostbench.reports.explain;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.humaneval.DriverReport;
import dev.frostbench.suites.humaneval.HumanEval;
import java.util.Optional;

/// The failure as HumanEval's driver reports it: the failing check, the values of its two sides, and the traceback. If
/// it knows none of these, the evaluator's one line.
final class HumanEvalFailure {

    private HumanEvalFailure() {}

    static Optional<String> of(Result result) {
        if (result.grade().verdict().passed()) return Optional.empty();
        return HumanEval.report(result.evidence()).map(HumanEvalFailure::text).filter(text -> !text.isBlank());
    }

    /// Whether nothing but the driver's line was printed, so that leaving it out loses nothing.
    static boolean isWholeOutput(Result result) {
        return HumanEval.report(result.evidence()).isPresent();
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
