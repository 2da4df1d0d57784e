package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;

/// Sympy's own runner, `bin/test -C --verbose`: one line a test, and a line of underscores above each failure.
record SympyLog() implements OfficialParser {

    private static final PythonPattern FAILURE_HEADING = PythonPattern.of("(_*) (.*)\\.py:(.*) (_*)");

    @Override
    public void read(String log, ParseContext context, Told told) {
        FAILURE_HEADING.all(log)
                .forEach(match -> told.tell(match.group(2) + ".py:" + match.group(3), Status.FAILED));
        for (var raw : PythonText.lines(log)) {
            var line = PythonText.strip(raw);
            if (!line.startsWith("test_")) continue;
            var test = PythonText.words(line).getFirst();
            if (line.endsWith(" E")) told.tell(test, Status.ERROR);
            if (line.endsWith(" F")) told.tell(test, Status.FAILED);
            if (line.endsWith(" ok")) told.tell(test, Status.PASSED);
        }
    }
}
