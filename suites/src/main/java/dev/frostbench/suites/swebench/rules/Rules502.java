package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.UnreadableLog;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.Map;

/// The grading rules of swebench 5.0.2, beside those of [Results].
///
/// 1. PASSED and XFAIL pass; FAILED, ERROR and a test that is not in the log fail.
/// 2. A skipped FAIL_TO_PASS fails. A skipped PASS_TO_PASS is kept, and so a success.
/// 3. If the row's `eval_type` is `fail_only`, a test fails only on FAILED, by its exact name.
/// 4. A log without results counts only if a runner says that it ran: [SuiteRan].
/// 5. If the test command's exit code is told and not 0, a log with results and without a failure has no results:
///    [TestExitCode].
/// 6. A listed name that is cut within its parameters is any test that begins so, if those all pass or all do not:
///    [CutIds].
/// 7. A log that the parser fails on has no report: the official tool counts the instance among its errors.
record Rules502() implements GradingRules {

    @Override
    public SwebenchVersion version() {
        return SwebenchVersion.V5_0_2;
    }

    @Override
    public Outcome grade(Instance instance, LogParser parser, String rawLog) {
        var log = PythonText.universalNewlines(rawLog);
        if (!Results.areIn(log)) return Outcome.without(Ending.NO_RESULTS, Results.NO_TESTS);
        try {
            var reading = withCutIds(instance, Results.read(instance, parser, log));
            if (reading.isEmpty() && !SuiteRan.isToldIn(log))
                return Outcome.without(Ending.NO_RESULTS, "the log tells of no tests, and nothing shows that any ran");
            var code = TestExitCode.in(log);
            if (code.filter(ended -> !ended.isZero()).isPresent() && !reading.isEmpty() && !tellsOfFailure(reading))
                return Outcome.without(Ending.NO_RESULTS,
                        "the tests ended with exit code " + code.get().digits() + ", and the log tells of no failure");
            return Results.graded(instance, reading, test -> share(instance, test));
        } catch (UnreadableLog unreadable) {
            return Outcome.without(Ending.ERROR, unreadable.getMessage());
        }
    }

    private static boolean tellsOfFailure(Reading reading) {
        return reading.tests().containsValue(Status.FAILED) || reading.tests().containsValue(Status.ERROR);
    }

    @Override
    public Reading reading(Instance instance, LogParser parser, String log) {
        try {
            return withCutIds(instance, Results.read(instance, parser, log));
        } catch (UnreadableLog _) {
            return Reading.of(Map.of());
        }
    }

    private static Reading withCutIds(Instance instance, Reading reading) {
        return instance.gradedOnFailuresOnly() ? reading : CutIds.named(instance, reading);
    }

    @Override
    public Share share(Instance instance, TestResult test) {
        if (instance.gradedOnFailuresOnly()) return test.status() == Status.FAILED ? Share.FAILURE : Share.SUCCESS;
        return switch (test.status()) {
            case PASSED, XFAIL -> Share.SUCCESS;
            case FAILED, ERROR, MISSING -> Share.FAILURE;
            case SKIPPED -> test.group().equals(TestGroup.PASS_TO_PASS) ? Share.SUCCESS : Share.FAILURE;
            case OTHER -> Share.NOTHING;
        };
    }
}
