package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.swebench.rules.GradingRules.Ending;
import dev.frostbench.suites.swebench.rules.GradingRules.Outcome;
import dev.frostbench.suites.swebench.rules.GradingRules.Resolution;
import dev.frostbench.suites.swebench.rules.GradingRules.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/// What both versions do alike.
///
/// - A log with a word of failure, or without both markers, has no results.
/// - Results are read between the first start marker and the first end marker after it. If nothing is between them,
///   they are read from the whole log.
/// - FULL: both rates are 1; a rate of no tests counts as 1. PARTIAL: some of FAIL_TO_PASS and all of PASS_TO_PASS.
final class Results {

    static final String NO_TESTS = "the log tells of no tests";

    private Results() {}

    static boolean areIn(String log) {
        return Markers.NOTHING_TESTED.stream().noneMatch(log::contains)
                && log.contains(Markers.START)
                && log.contains(Markers.END);
    }

    /// Throws what the parser throws.
    static Reading read(Instance instance, LogParser parser, String log) {
        var between = parser.parse(Markers.between(log), instance.parseContext());
        return between.isEmpty() ? parser.parse(log, instance.parseContext()) : between;
    }

    /// @param share what each listed test counts for
    static Outcome graded(Instance instance, Reading reading, Function<TestResult, Share> share) {
        var tests = new ArrayList<TestResult>();
        listed(tests, TestGroup.FAIL_TO_PASS, instance.failToPass(), reading);
        listed(tests, TestGroup.PASS_TO_PASS, instance.passToPass(), reading);
        var resolution = resolution(tests, share);
        var named = new HashSet<String>();
        tests.forEach(test -> named.addAll(reading.ids(test.name())));
        reading.tests().forEach((name, status) -> {
            if (!named.contains(name)) tests.add(new TestResult(name, TestGroup.OTHER, status));
        });
        return new Outcome(Ending.GRADED, resolution, tests, "");
    }

    private static void listed(List<TestResult> tests, String group, List<String> names, Reading reading) {
        names.forEach(name -> tests.add(new TestResult(name, group, reading.status(name))));
    }

    private static Resolution resolution(List<TestResult> tests, Function<TestResult, Share> share) {
        long broken = count(tests, TestGroup.PASS_TO_PASS, share, Share.FAILURE);
        long unfixed = count(tests, TestGroup.FAIL_TO_PASS, share, Share.FAILURE);
        if (broken == 0 && unfixed == 0) return Resolution.FULL;
        return broken == 0 && count(tests, TestGroup.FAIL_TO_PASS, share, Share.SUCCESS) > 0 ? Resolution.PARTIAL
                : Resolution.NO;
    }

    private static long count(List<TestResult> tests, String group, Function<TestResult, Share> share, Share wanted) {
        return tests.stream().filter(test -> test.group().equals(group) && share.apply(test) == wanted).count();
    }
}
