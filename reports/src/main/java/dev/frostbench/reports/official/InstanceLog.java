package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.swebench.EvaluationLog;
import dev.frostbench.suites.swebench.instance.Markers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/// `run_instance.log`: what was done with one instance, step by step with times and exits, and how that differs from
/// the official way. Its times differ between runs.
final class InstanceLog {

    private static final int MOST_SHOWN = 400;

    private InstanceLog() {}

    static String of(Result result) {
        var log = new StringBuilder(result.task().id()).append(" in ").append(result.evidence().fixture()).append('\n');
        result.evidence().notes().forEach(note -> log.append("note: ").append(note).append('\n'));
        for (Observation seen : result.evidence().observations()) step(log, seen);
        result.evidence().trouble()
                .ifPresent(why -> log.append("trouble with the machine: ").append(TerminalText.line(why)).append('\n'));
        Grade grade = result.grade();
        log.append(grade.compat().word()).append(": ").append(TerminalText.line(grade.why())).append('\n');
        // the official files report `compat`; someone who grades them again must not count what this run did not
        // resolve
        if (!grade.verdict().equals(grade.compat()))
            log.append(Markers.SCORED).append(grade.verdict().word()).append(", strict ").append(grade.strict().word())
                    .append('\n');
        return log.toString();
    }

    private static void step(StringBuilder log, Observation seen) {
        log.append(seen.pass()).append(" / ").append(seen.step()).append(": ").append(ending(seen.ending()))
                .append(String.format(Locale.ROOT, " after %.3f s", seen.wall().toNanos() / 1e9));
        if (!seen.limitsHit().isEmpty()) log.append(", ran into ").append(String.join(", ", seen.limitsHit()));
        log.append('\n').append(indented(seen.ran().length() > MOST_SHOWN
                ? seen.ran().substring(0, MOST_SHOWN) + "\n… the rest is in eval.sh"
                : seen.ran()));
        if (seen.step().equals(PatchChain.APPLY)) // the lines that tell other tools whether it applied
            log.append(seen.ending().equals(new Ending.Exited(0)) ? Markers.PATCH_APPLIED : Markers.PATCH_FAILED)
                    .append(":\n");
        if (!EvaluationLog.holds(seen)) log.append(indented(new String(seen.output(), StandardCharsets.UTF_8)));
    }

    private static String indented(String text) {
        return text.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static String ending(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> "exit " + code;
            case Ending.Signaled(int signal) -> "signal " + signal;
            case Ending.TimedOut(var limit) -> "timed out at " + limit.toSeconds() + " s";
        };
    }
}
