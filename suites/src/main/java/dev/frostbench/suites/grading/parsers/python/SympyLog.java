package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/// Sympy's own runner, `bin/test -C --verbose`: one line a test, and a line of underscores above each failure.
record SympyLog() implements LogParser {

    private static final Pattern FAILURE_HEADING = Pattern.compile("(?d)(_*) (.*)\\.py:(.*) (_*)");

    @Override
    public Reading parse(String log, ParseContext context) {
        var statuses = new LinkedHashMap<String, Status>();
        FAILURE_HEADING.matcher(log).results()
                .forEach(match -> statuses.put(match.group(2) + ".py:" + match.group(3), Status.FAILED));
        for (var raw : PythonText.lines(log)) {
            var line = PythonText.strip(raw);
            if (!line.startsWith("test_")) continue;
            var test = PythonText.words(line).getFirst();
            if (line.endsWith(" E")) statuses.put(test, Status.ERROR);
            if (line.endsWith(" F")) statuses.put(test, Status.FAILED);
            if (line.endsWith(" ok")) statuses.put(test, Status.PASSED);
        }
        return Reading.of(statuses);
    }
}
