package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.List;

/// The rules by which one version of swebench grades a log. Pure functions.
public interface GradingRules {

    /// The rules for a row. Rows of both versions of the data set are graded by 4.1.0 today.
    static GradingRules of(Instance instance) {
        return switch (instance.dataSetVersion()) {
            case FOUR, FIVE -> new Rules410();
        };
    }

    /// The version of the official package that has these rules.
    String version();

    /// The results of a row's tests in a log.
    ///
    /// @param log as recorded
    Outcome grade(Instance instance, LogParser parser, String log);

    /// The reading of the part of a log that counts.
    ///
    /// @param log text with newlines as `\n`
    Reading reading(Instance instance, LogParser parser, String log);

    enum Resolution { FULL, PARTIAL, NO }

    /// The result of grading a log.
    ///
    /// @param applied whether the log has results of tests (the official `patch_successfully_applied`)
    /// @param tests empty unless applied; the listed tests in the order of the data set, then the others as in the log
    record Outcome(boolean applied, Resolution resolution, List<TestResult> tests) {

        public Outcome {
            tests = List.copyOf(tests);
        }

        public boolean resolved() {
            return resolution == Resolution.FULL;
        }
    }
}
