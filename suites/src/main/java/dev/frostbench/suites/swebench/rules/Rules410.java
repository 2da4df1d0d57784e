package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.UnreadableLog;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.Map;

/// The grading rules of swebench 4.1.0, beside those of [Results].
///
/// 1. PASSED and XFAIL pass; FAILED, ERROR and a test that is not in the log fail; a skipped one counts for nothing.
/// 2. In some repositories a test fails only on FAILED.
/// 3. A log that the parser fails on has no report: the official tool counts the instance among its errors.
record Rules410() implements GradingRules {

    @Override
    public SwebenchVersion version() {
        return SwebenchVersion.V4_1_0;
    }

    @Override
    public Outcome grade(Instance instance, LogParser parser, String rawLog) {
        var log = PythonText.universalNewlines(rawLog);
        if (!Results.areIn(log)) return Outcome.without(Ending.NO_RESULTS, Results.NO_TESTS);
        try {
            return Results.graded(instance, Results.read(instance, parser, log), test -> share(instance, test));
        } catch (UnreadableLog unreadable) {
            return Outcome.without(Ending.ERROR, unreadable.getMessage());
        }
    }

    @Override
    public Reading reading(Instance instance, LogParser parser, String log) {
        try {
            return Results.read(instance, parser, log);
        } catch (UnreadableLog _) {
            return Reading.of(Map.of());
        }
    }

    @Override
    public Share share(Instance instance, TestResult test) {
        if (instance.gradedOnFailuresOnly()) return test.status() == Status.FAILED ? Share.FAILURE : Share.SUCCESS;
        return switch (test.status()) {
            case PASSED, XFAIL -> Share.SUCCESS;
            case FAILED, ERROR, MISSING -> Share.FAILURE;
            case SKIPPED, OTHER -> Share.NOTHING;
        };
    }
}
