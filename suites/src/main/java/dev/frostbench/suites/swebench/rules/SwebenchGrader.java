package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.Group;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.Reading;
import dev.frostbench.suites.grading.parsers.LogParser;
import dev.frostbench.suites.grading.parsers.PythonText;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.Markers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The grading rules of swebench 4.1.0, as pure functions of a log.
///
/// 1. A log with a word of failure, or without both markers, tells of no test: nothing was applied.
/// 2. Results are read between the first start marker and the first end marker after it;
///    where nothing stands there, from the whole log.
/// 3. PASSED and XFAIL pass; FAILED, ERROR and a test that is not in the log fail; a skipped one counts for nothing.
/// 4. Some repositories fail on FAILED only.
/// 5. FULL: both rates are 1, a rate of no tests being 1. PARTIAL: some of FAIL_TO_PASS and all of PASS_TO_PASS.
public final class SwebenchGrader {

    private SwebenchGrader() {}

    public enum Resolution { FULL, PARTIAL, NO }

    /// What a log says.
    ///
    /// @param applied whether the log tells of tests (the official `patch_successfully_applied`)
    /// @param tests none unless applied; the listed tests in the order of the data set, then the others as in the log
    public record Outcome(boolean applied, Resolution resolution, List<TestResult> tests) {
        public Outcome {
            tests = List.copyOf(tests);
        }

        public boolean resolved() {
            return resolution == Resolution.FULL;
        }
    }

    public static Outcome grade(Instance instance, LogParser parser, String rawLog) {
        var log = PythonText.universalNewlines(rawLog);
        if (!tellsOfTests(log)) return new Outcome(false, Resolution.NO, List.of());
        var reading = reading(parser, log);
        var tests = new ArrayList<TestResult>();
        listed(tests, Group.FAIL_TO_PASS, instance.failToPass(), reading);
        listed(tests, Group.PASS_TO_PASS, instance.passToPass(), reading);
        var resolution = resolution(tests, instance.gradedOnFailuresOnly());
        var named = new HashSet<String>();
        tests.forEach(test -> named.addAll(reading.ids(test.name())));
        reading.tests().forEach((name, status) -> {
            if (!named.contains(name)) tests.add(new TestResult(name, Group.OTHER, status));
        });
        return new Outcome(true, resolution, tests);
    }

    static boolean tellsOfTests(String log) {
        return Markers.NOTHING_TESTED.stream().noneMatch(log::contains)
                && log.contains(Markers.START)
                && log.contains(Markers.END);
    }

    public static Reading reading(LogParser parser, String log) {
        var between = parser.parse(betweenMarkers(log));
        return between.isEmpty() ? parser.parse(log) : between;
    }

    /// From the first start marker to the next of either; an end marker that stands earlier is no end.
    public static String betweenMarkers(String log) {
        var rest = log.substring(log.indexOf(Markers.START) + Markers.START.length());
        var start = rest.indexOf(Markers.START);
        var part = start < 0 ? rest : rest.substring(0, start);
        var end = part.indexOf(Markers.END);
        return end < 0 ? part : part.substring(0, end);
    }

    private static void listed(List<TestResult> tests, Group group, List<String> names, Reading reading) {
        names.forEach(name -> tests.add(new TestResult(name, group, reading.status(name))));
    }

    static Resolution resolution(List<TestResult> tests, boolean failuresOnly) {
        var fixed = Rate.of(tests, Group.FAIL_TO_PASS, failuresOnly);
        var kept = Rate.of(tests, Group.PASS_TO_PASS, failuresOnly);
        if (kept.all() && fixed.all()) return Resolution.FULL;
        return kept.all() && fixed.successes() > 0 ? Resolution.PARTIAL : Resolution.NO;
    }

    /// How many of a group's tests passed and failed.
    private record Rate(long successes, long failures) {

        static Rate of(List<TestResult> tests, Group group, boolean failuresOnly) {
            var statuses = tests.stream().filter(test -> test.group() == group).map(TestResult::status).toList();
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
