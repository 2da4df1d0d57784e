package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.Markers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The grading rules of swebench 4.1.0.
///
/// 1. A log with a word of failure, or without both markers, has no results: nothing was applied.
/// 2. Results are read between the first start marker and the first end marker after it. If nothing is between them,
///    they are read from the whole log.
/// 3. PASSED and XFAIL pass; FAILED, ERROR and a test that is not in the log fail; a skipped one counts for nothing.
/// 4. In some repositories a test fails only on FAILED.
/// 5. FULL: both rates are 1; a rate of no tests counts as 1. PARTIAL: some of FAIL_TO_PASS and all of PASS_TO_PASS.
record Rules410() implements GradingRules {

    @Override
    public String version() {
        return "4.1.0";
    }

    @Override
    public Outcome grade(Instance instance, LogParser parser, String rawLog) {
        var log = PythonText.universalNewlines(rawLog);
        if (!tellsOfTests(log)) return new Outcome(false, Resolution.NO, List.of());
        var reading = reading(instance, parser, log);
        var tests = new ArrayList<TestResult>();
        listed(tests, TestGroup.FAIL_TO_PASS, instance.failToPass(), reading);
        listed(tests, TestGroup.PASS_TO_PASS, instance.passToPass(), reading);
        var resolution = resolution(tests, instance.gradedOnFailuresOnly());
        var named = new HashSet<String>();
        tests.forEach(test -> named.addAll(reading.ids(test.name())));
        reading.tests().forEach((name, status) -> {
            if (!named.contains(name)) tests.add(new TestResult(name, TestGroup.OTHER, status));
        });
        return new Outcome(true, resolution, tests);
    }

    private static boolean tellsOfTests(String log) {
        return Markers.NOTHING_TESTED.stream().noneMatch(log::contains)
                && log.contains(Markers.START)
                && log.contains(Markers.END);
    }

    @Override
    public Reading reading(Instance instance, LogParser parser, String log) {
        var between = parser.parse(Markers.between(log), instance.parseContext());
        return between.isEmpty() ? parser.parse(log, instance.parseContext()) : between;
    }

    private static void listed(List<TestResult> tests, String group, List<String> names, Reading reading) {
        names.forEach(name -> tests.add(new TestResult(name, group, reading.status(name))));
    }

    private static Resolution resolution(List<TestResult> tests, boolean failuresOnly) {
        var fixed = Rate.of(tests, TestGroup.FAIL_TO_PASS, failuresOnly);
        var kept = Rate.of(tests, TestGroup.PASS_TO_PASS, failuresOnly);
        if (kept.all() && fixed.all()) return Resolution.FULL;
        return kept.all() && fixed.successes() > 0 ? Resolution.PARTIAL : Resolution.NO;
    }

    /// How many of a group's tests passed and failed.
    private record Rate(long successes, long failures) {

        static Rate of(List<TestResult> tests, String group, boolean failuresOnly) {
            var statuses = tests.stream().filter(test -> test.group().equals(group)).map(TestResult::status).toList();
            var failures = statuses.stream().filter(status -> fails(status, failuresOnly)).count();
            var skipped = statuses.stream().filter(status -> status == Status.SKIPPED && !failuresOnly).count();
            return new Rate(statuses.size() - failures - skipped, failures);
        }

        boolean all() {
            return failures == 0;
        }
    }

    private static boolean fails(Status status, boolean failuresOnly) {
        return switch (status) {
            case FAILED -> true;
            case ERROR, MISSING -> !failuresOnly;
            case PASSED, XFAIL, SKIPPED -> false;
        };
    }
}
