package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.Indented;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.List;
import java.util.regex.MatchResult;

/// The runners of next, which the version tells: cypress in 1.27, karma's list elsewhere.
record NextLog() implements OfficialParser {

    private static final List<String> NO_TESTS = List.of("ERROR", "LOG", "WARN", "Check", "in");
    private static final PythonPattern SUITE = PythonPattern.of("Running:(.*)\\)\\n{3}\\s{2}(.*)\\n");
    private static final PythonPattern FAILED = PythonPattern.multiline("^\\s{4}\\d+\\)\\s(.*)");
    private static final PythonPattern PASSED = PythonPattern.multiline("^\\s{4}✓\\s(.*)\\(");
    private static final PythonPattern ASSERTION = PythonPattern.of("AssertionError:\\s+#");

    @Override
    public void read(String log, ParseContext context, Told told) {
        if (context.version().equals("1.27")) bySuite(log, told);
        else
            list(log, told);
    }

    private static void bySuite(String log, Told told) {
        List<MatchResult> suites = SUITE.all(log);
        for (int number = 0; number < suites.size(); number++) {
            String suite = suites.get(number).group(2) + ": ";
            int end = number + 1 < suites.size() ? suites.get(number + 1).start() : log.length();
            String text = log.substring(suites.get(number).end(), end);
            FAILED.all(text).forEach(each -> told.tell(suite + PythonText.strip(each.group(1)), Status.FAILED));
            PASSED.all(text).forEach(each -> told.tell(suite + PythonText.strip(each.group(1)), Status.PASSED));
        }
    }

    private static void list(String log, Told told) {
        var suites = new Indented();
        String plain = withoutAssertions(TerminalCodes.removedFrom(log));
        for (String run : PythonText.split(plain, " xvfb-run ").stream().skip(1).toList())
            for (String line : PythonText.lines(PythonText.afterLast(run, "Starting browser Chrome"))) {
                if (line.startsWith("TOTAL")) break;
                String text = PythonText.strip(line);
                if (NO_TESTS.stream().anyMatch(text::startsWith)) continue;
                if (line.contains("✗")) told.tell(suites.path(name(line, "✗")), Status.FAILED);
                else if (line.contains("✓")) told.tell(suites.path(name(line, "✓")), Status.PASSED);
                else
                    suites.enter(line);
            }
    }

    private static String name(String line, String mark) {
        String rest = PythonText.after(line, mark);
        return rest.substring(PythonText.indent(rest));
    }

    /// Without each message of an assertion, which ends at an empty line.
    private static String withoutAssertions(String log) {
        var kept = new StringBuilder();
        int from = 0;
        while (true) {
            var found = ASSERTION.search(log, from);
            int end = found.map(start -> log.indexOf("\n\n", start.end())).orElse(-1);
            if (end < 0) return kept.append(log, from, log.length()).toString();
            kept.append(log, from, found.get().start());
            from = end + 2;
        }
    }
}
