package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.List;

/// The rules by which one version of swebench grades a log. Pure functions.
public interface GradingRules {

    /// The rules for a row: those of the version that its form is of.
    static GradingRules of(Instance instance) {
        return switch (instance.dataSetVersion()) {
            case FOUR -> new Rules410();
            case FIVE -> new Rules502();
        };
    }

    /// The rules of the other version.
    static GradingRules besides(Instance instance) {
        return switch (instance.dataSetVersion()) {
            case FOUR -> new Rules502();
            case FIVE -> new Rules410();
        };
    }

    /// The version of the official package that has these rules.
    SwebenchVersion version();

    /// The results of a row's tests in a log.
    ///
    /// @param log as recorded
    Outcome grade(Instance instance, LogParser parser, String log);

    /// The reading of the part of a log that counts; empty if the parser cannot read it.
    ///
    /// @param log text with newlines as `\n`
    Reading reading(Instance instance, LogParser parser, String log);

    /// What the result of a listed test counts for.
    Share share(Instance instance, TestResult test);

    /// What a test counts for. NOTHING is not in the official lists.
    enum Share { SUCCESS, FAILURE, NOTHING }

    enum Resolution { FULL, PARTIAL, NO }

    /// How grading a log ends. The official `patch_successfully_applied` is whether it is GRADED.
    enum Ending {
        GRADED,
        /// The log shows no results that count.
        NO_RESULTS,
        /// The official harness fails on this log, and writes no report.
        ERROR
    }

    /// The result of grading a log.
    ///
    /// @param tests empty unless GRADED; the listed tests in the order of the data set, then the others as in the log
    /// @param why it is not GRADED, as a sentence; empty if it is
    record Outcome(Ending ending, Resolution resolution, List<TestResult> tests, String why) {

        public Outcome {
            tests = List.copyOf(tests);
        }

        static Outcome without(Ending ending, String why) {
            return new Outcome(ending, Resolution.NO, List.of(), why);
        }

        public boolean applied() {
            return ending == Ending.GRADED;
        }

        public boolean resolved() {
            return resolution == Resolution.FULL;
        }
    }
}
