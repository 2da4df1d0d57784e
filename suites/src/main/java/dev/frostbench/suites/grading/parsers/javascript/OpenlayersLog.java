package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.List;

/// karma's failures in Chrome, mocha's, and the cases of the project's own comparison of images. Nothing that passes is
/// told.
record OpenlayersLog() implements OfficialParser {

    private static final List<PythonPattern> IN_CHROME = List.of(
            PythonPattern.of("Chrome\\sHeadless\\s[\\d\\.]+\\s\\(Linux\\s\\S+\\)\\s(.*)\\sFAILED\\n"),
            PythonPattern.of("Chrome\\s[\\d\\.]+\\s\\(Linux\\s\\S+\\)\\s(.*)FAILED\\n"));
    private static final PythonPattern HEADING = PythonPattern.multiline("^\\s{2}\\d+\\)");
    private static final PythonPattern MISMATCH = PythonPattern.multiline("^case\\s(.*):\\smismatch");
    private static final String ERROR = "Error:";

    @Override
    public void read(String log, ParseContext context, Told told) {
        IN_CHROME.forEach(pattern -> failures(pattern, log, told));
        int from = 0;
        while (true) {
            var heading = HEADING.search(log, from);
            int error = heading.map(found -> log.indexOf(ERROR, found.end())).orElse(-1);
            if (error < 0) break;
            told.tell(PythonText.oneLine(log.substring(heading.get().end(), error)), Status.FAILED);
            from = error + ERROR.length();
        }
        failures(MISMATCH, log, told);
    }

    private static void failures(PythonPattern pattern, String log, Told told) {
        pattern.all(log).forEach(found -> told.tell(PythonText.oneLine(found.group(1)), Status.FAILED));
    }
}
