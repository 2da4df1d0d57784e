package dev.frostbench.suites.grading.parsers;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Python's unittest at verbosity 2: `test_name (module.Class) ... outcome`. The id is all before the
/// dots, as Python up to 3.10 writes it: from 3.11 on the class is followed by the test's name once more.
record UnittestLog() implements LogParser {

    private static final Pattern LATER = Pattern.compile("^(\\S+) \\((\\S+)\\.\\1\\)$");
    private static final String DOTS = " ... ";

    @Override
    public Map<String, Status> parse(String log) {
        var statuses = new LinkedHashMap<String, Status>();
        for (var raw : PythonText.lines(log)) {
            var line = PythonText.strip(raw);
            var dots = line.lastIndexOf(DOTS);
            if (dots <= 0) continue;
            var test = LATER.matcher(line.substring(0, dots)).replaceFirst("$1 ($2)");
            var outcome = line.substring(dots + DOTS.length());
            if (outcome.equals("ok")) statuses.put(test, Status.PASSED);
            if (outcome.equals("FAIL") || outcome.equals("unexpected success")) statuses.put(test, Status.FAILED);
            if (outcome.equals("ERROR")) statuses.put(test, Status.ERROR);
            if (outcome.startsWith("skipped")) statuses.put(test, Status.SKIPPED);
            if (outcome.equals("expected failure")) statuses.put(test, Status.XFAIL);
        }
        return statuses;
    }
}
