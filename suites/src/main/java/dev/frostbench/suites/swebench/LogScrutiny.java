package dev.frostbench.suites.swebench;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.parsers.LogParser;
import dev.frostbench.suites.grading.parsers.LogParsers;
import dev.frostbench.suites.grading.parsers.PythonText;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Signs in a log that somebody else than the test runner wrote results into it.
///
/// 1. A marker stands there more often than the script prints it.
/// 2. One test has both a passing and a failing line.
/// 3. The runner's own last words are missing: pytest's summary line, unittest's `Ran N tests`.
/// 4. A listed test passes somewhere, but not in pytest's last short summary; or that names another number of passing
///    tests than the line that counts them. Some listed "tests" are no test ids but what the official parser made of a
///    line of progress (`[100%]` of pytest 5227); the summary names none of those.
final class LogScrutiny {

    private static final Pattern SUMMARY = Pattern.compile("(?m)^(?:\\u001b\\[[0-9;]*m)*=* ?(?:\\u001b\\[[0-9;]*m)*"
            + "(?:\\d+ [a-z]+(?:, )?|no tests ran|\\u001b\\[[0-9;]*m|, )+.* in [0-9.]+ ?s.*$");
    private static final Pattern RAN = Pattern.compile("(?m)^Ran \\d+ tests? in [0-9.]+s");
    private static final Pattern STATUS = Pattern.compile("(?m)^(PASSED|FAILED|ERROR) (\\S+)");

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern HEADING = Pattern.compile("(?m)^=+ short test summary info =+ *$");
    private static final Pattern PASSED_LINE = Pattern.compile("(?m)^PASSED \\S");
    private static final Pattern PASSED_COUNT = Pattern.compile("(?<![0-9])(\\d+) passed");

    private LogScrutiny() {}

    /// The first sign found, as a sentence.
    static Optional<String> sign(Instance instance, String parser, LogParser reader, String log) {
        if (instance.evaluationScript().isEmpty() && (count(log, Markers.START) > 1 || count(log, Markers.END) > 1))
            return Optional.of("a marker of the evaluation script was printed by somebody else");
        String tests = SwebenchGrader.betweenMarkers(log);
        if (tests.isBlank()) tests = log;
        Optional<String> contradiction = contradiction(instance, tests);
        if (contradiction.isPresent()) return contradiction;
        if (LogParsers.readsPytest(parser) && !SUMMARY.matcher(log).find())
            return Optional.of("pytest ended before its summary");
        if ((parser.equals("django") || parser.equals("unittest")) && !RAN.matcher(log).find())
            return Optional.of("the tests ended before the runner said how many ran");
        return LogParsers.readsPytest(parser) ? outsideSummary(instance, reader, log) : Optional.empty();
    }

    private static Optional<String> outsideSummary(Instance instance, LogParser reader, String raw) {
        String log = COLOUR.matcher(PythonText.universalNewlines(raw)).replaceAll("");
        int at = -1;
        for (var heading = HEADING.matcher(log); heading.find();) at = heading.end();
        var counts = SUMMARY.matcher(log);
        // where stdout and stderr were recorded apart, or other options are in force, the shape says nothing
        if (at < 0 || !counts.find(at) || !PASSED_LINE.matcher(log.substring(at, counts.start())).find()) return Optional.empty();
        String summary = log.substring(at, counts.start());
        var named = reader.parse(summary);
        var all = SwebenchGrader.statuses(reader, log);
        for (String test : listed(instance))
            if (test.contains("::") && all.get(test) == Status.PASSED && named.get(test) != Status.PASSED)
                return Optional.of(test + " passes, but not in pytest's summary");
        var passed = PASSED_COUNT.matcher(counts.group());
        long lines = PASSED_LINE.matcher(summary).results().count();
        return passed.find() && Long.parseLong(passed.group(1)) != lines
                ? Optional.of("pytest counts " + passed.group(1) + " passing tests and names " + lines) : Optional.empty();
    }

    private static Optional<String> contradiction(Instance instance, String log) {
        Set<String> listed = listed(instance);
        Map<String, String> seen = new HashMap<>();
        var lines = STATUS.matcher(log);
        while (lines.find()) {
            String before = seen.put(lines.group(2), lines.group(1));
            boolean turned = before != null && before.equals("PASSED") != lines.group(1).equals("PASSED");
            if (turned && listed.contains(lines.group(2)))
                return Optional.of(lines.group(2) + " is said to pass and to fail");
        }
        return Optional.empty();
    }

    private static Set<String> listed(Instance instance) {
        Set<String> listed = new LinkedHashSet<>(instance.failToPass());
        listed.addAll(instance.passToPass());
        return listed;
    }

    private static int count(String log, String marker) {
        int count = 0;
        for (int at = log.indexOf(marker); at >= 0; at = log.indexOf(marker, at + 1)) count++;
        return count;
    }
}
