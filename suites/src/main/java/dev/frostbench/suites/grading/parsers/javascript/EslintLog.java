package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.Optional;
import java.util.regex.MatchResult;

/// mocha's failures, `1) suite`, up to the line of an error. Nothing that passes is told.
record EslintLog() implements OfficialParser {

    private static final PythonPattern HEADING = PythonPattern.of("\\s{2}\\d+\\)");

    @Override
    public void read(String log, ParseContext context, Told told) {
        int from = 0;
        while (true) {
            Optional<MatchResult> heading = HEADING.search(log, from);
            if (heading.isEmpty()) return;
            int name = heading.get().end();
            int end = blankBeforeError(log, name);
            if (end < 0) return;
            told.tell(PythonText.oneLine(log.substring(name, end)), Status.FAILED);
            from = log.lastIndexOf("Error", lineEnd(log, afterBlanks(log, end))) + "Error".length();
        }
    }

    /// The first white space at or after a place behind which the line goes on to an `Error`; -1 if there is none. The
    /// official pattern `([\s\S]*?)\s+(.*)Error` finds the same in a time that grows with the square of a line.
    private static int blankBeforeError(String log, int from) {
        int error = log.indexOf("Error", from);
        for (int at = from; at < log.length() && error >= 0; at++) {
            if (!PythonText.isSpace(log.charAt(at))) continue;
            int next = afterBlanks(log, at);
            if (error < next) error = log.indexOf("Error", next);
            if (error >= 0 && error < lineEnd(log, next)) return at;
            at = next - 1;
        }
        return -1;
    }

    private static int afterBlanks(String log, int from) {
        int at = from;
        while (at < log.length() && PythonText.isSpace(log.charAt(at))) at++;
        return at;
    }

    private static int lineEnd(String log, int from) {
        int end = log.indexOf('\n', from);
        return end < 0 ? log.length() : end;
    }
}
