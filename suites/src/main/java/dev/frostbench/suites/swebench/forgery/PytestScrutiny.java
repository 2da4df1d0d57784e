package dev.frostbench.suites.swebench.forgery;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.readers.PlainText;
import dev.frostbench.suites.grading.readers.PytestReport;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.rules.GradingRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signs in pytest's report.
///
/// 1. The last line, with the counts, is missing although pytest reported the start of its session, or there is no
///    summary at all. With `-qq` pytest prints neither.
/// 2. A listed test passes somewhere but not in the last short summary, or that summary names another number of passing
///    tests than the counts. Some listed "tests" are no test ids but what the official parser made of a line of
///    progress (`[100%]` of pytest 5227). The summary names none of those.
///
/// @param official the parser that `compat` believed
record PytestScrutiny(LogParser official) implements RunnerScrutiny {

    private static final Pattern PASSED_COUNT = Pattern.compile("(?<![0-9])(\\d+) passed");

    @Override
    public Optional<String> sign(Instance instance, Set<String> listed, String log) {
        var report = PytestReport.of(log);
        boolean quiet = report.hasSummary() && !report.hasSession();
        if (!report.hasCounts() && !quiet) return Optional.of("pytest ended before its summary");
        return outsideSummary(instance, listed, report, PlainText.of(log));
    }

    private Optional<String> outsideSummary(Instance instance, Set<String> listed, PytestReport report,
            String log) {
        List<String> passes = report.summary().stream().filter(line -> line.startsWith("PASSED ")).toList();
        // if stdout and stderr were recorded apart, or other options were given, the shape shows nothing
        if (passes.isEmpty()) return Optional.empty();
        var named = official.parse(String.join("\n", report.summary()), instance.parseContext());
        var all = GradingRules.of(instance).reading(instance, official, log);
        for (String test : listed)
            if (test.contains("::") && all.status(test) == Status.PASSED && named.status(test) != Status.PASSED)
                return Optional.of(test + " passes, but not in pytest's summary");
        var counted = report.counts().map(PASSED_COUNT::matcher).filter(Matcher::find);
        return counted.filter(count -> Long.parseLong(count.group(1)) != passes.size())
                .map(count -> "pytest counts " + count.group(1) + " passing tests and names " + passes.size());
    }
}
