package dev.frostbench.suites.grading;

import java.util.List;

/// What grading says of one task and sample.
///
/// @param verdict the score's verdict: resolved only where `compat` and `strict` both are
/// @param compat what the official harness would say
/// @param strict what stands when nothing the patched code could have written is believed; equals `compat` where the
///        evidence has no strict part (a recorded log)
/// @param why one sentence a person can act on
/// @param tests per-test results, in the order of the data set's lists and then of the log
public record Grade(Verdict verdict, Verdict compat, Verdict strict, String why, List<TestResult> tests) {

    public Grade {
        tests = List.copyOf(tests);
    }

    /// One test's result.
    ///
    /// @param group why it counts; `OTHER` never counts
    /// @param status of this run
    public record TestResult(String name, Group group, Status status) {}

    public enum Group { FAIL_TO_PASS, PASS_TO_PASS, OTHER }

    public enum Status { PASSED, FAILED, SKIPPED, ERROR, XFAIL, MISSING }
}
