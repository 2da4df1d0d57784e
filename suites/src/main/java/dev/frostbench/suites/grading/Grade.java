package dev.frostbench.suites.grading;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The result of grading one task and sample.
///
/// @param verdict the verdict that is scored: resolved only if both `compat` and `strict` are
/// @param compat the verdict of the official harness
/// @param strict the verdict if nothing is believed that the patched code could have written; equal to `compat` if the
///     evidence has no strict part (a recorded log)
/// @param why one sentence a person can act on
/// @param tests the results of tests, in the order of the data set's lists and then of the log
/// @param measures numbers beside the verdict, by name: partial rewards, or the passes of several test sets
public record Grade(Verdict verdict, Verdict compat, Verdict strict, String why, List<TestResult> tests,
        SortedMap<String, Double> measures) {

    public Grade {
        tests = List.copyOf(tests);
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
        measures.forEach((name, value) -> {
            if (name.isBlank() || !Double.isFinite(value))
                throw new IllegalArgumentException("wanted a named finite number, got '" + name + "' = " + value);
        });
    }

    /// Without measures.
    public Grade(Verdict verdict, Verdict compat, Verdict strict, String why, List<TestResult> tests) {
        this(verdict, compat, strict, why, tests, Collections.emptySortedMap());
    }

    /// Of what the machine failed at.
    public static Grade error(String why) {
        Verdict error = new Verdict.Error();
        return new Grade(error, error, error, why, List.of());
    }

    /// The same with measures.
    public Grade with(Map<String, Double> measures) {
        return new Grade(verdict, compat, strict, why, tests, new TreeMap<>(measures));
    }

    /// The same for another reason.
    public Grade because(String why) {
        return new Grade(verdict, compat, strict, why, tests, measures);
    }

    /// The result of one test.
    ///
    /// @param group why it counts: a text such as those of [TestGroup]
    /// @param status in this run
    public record TestResult(String name, String group, Status status) {

        public TestResult {
            if (group.isBlank()) throw new IllegalArgumentException("test '" + name + "' is in no group");
        }

        /// Whether it has a part in the verdict.
        public boolean counts() {
            return !group.equals(TestGroup.OTHER);
        }
    }

    /// How a test ended. OTHER is a word of the log that is none of the others: it neither passes nor fails a test.
    public enum Status { PASSED, FAILED, SKIPPED, ERROR, XFAIL, OTHER, MISSING }
}
