package dev.frostbench.suites.grading;

import java.util.List;

/// The result of grading one task and sample.
///
/// @param verdict the verdict that is scored: resolved only if both `compat` and `strict` are
/// @param compat the verdict of the official harness
/// @param strict the verdict if nothing is believed that the patched code could have written; equal to `compat` if the
///     evidence has no strict part (a recorded log)
/// @param why one sentence a person can act on
/// @param tests the results of tests, in the order of the data set's lists and then of the log
public record Grade(Verdict verdict, Verdict compat, Verdict strict, String why, List<TestResult> tests) {

    public Grade {
        tests = List.copyOf(tests);
    }

    /// The result of one test.
    ///
    /// @param group why it counts; `OTHER` never counts
    /// @param status in this run
    public record TestResult(String name, Group group, Status status) {}

    public enum Group { FAIL_TO_PASS, PASS_TO_PASS, OTHER }

    public enum Status { PASSED, FAILED, SKIPPED, ERROR, XFAIL, MISSING }
}
