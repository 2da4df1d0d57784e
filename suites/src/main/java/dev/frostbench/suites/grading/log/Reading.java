package dev.frostbench.suites.grading.log;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a log says about the tests that ran.
///
/// @param tests statuses by whole id, in the order of their first appearance in the log
/// @param otherNames ids by other names that data sets use for the same tests: ids cut at a blank, docstrings, the form
///     of an older runner. Several tests may share such a name
/// @param toldTwice ids of tests that one line says pass and another says were skipped or expected to fail
/// @param totals what the runner counts
/// @param contradiction one sentence on how the runner's own words differ from the results in the log
public record Reading(Map<String, Status> tests, Map<String, Set<String>> otherNames, Set<String> toldTwice,
        Optional<Totals> totals, Optional<String> contradiction) {

    public Reading {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        otherNames = Map.copyOf(otherNames);
        toldTwice = Set.copyOf(toldTwice);
    }

    /// What the runner itself counts.
    ///
    /// @param passes how many tests can have passed at most
    /// @param failures failures and errors, those of subtests and set-ups too
    public record Totals(long passes, long failures) {}

    /// The reading of a log whose tests have one name each.
    public static Reading of(Map<String, Status> tests) {
        return new Reading(tests, Map.of(), Set.of(), Optional.empty(), Optional.empty());
    }

    /// How the runner's own words differ from the results in the log, as a sentence.
    ///
    /// @param passing the names of the tests that are to be believed to pass. Names of one test are one
    public Optional<String> against(Collection<String> passing) {
        long told = passing.stream().map(name -> ids(name).stream().min(Comparator.naturalOrder()).orElse(name))
                .distinct().count();
        return contradiction.or(() -> totals.filter(counted -> counted.passes() < told)
                .map(counted -> "the log tells of " + told
                        + " listed tests that pass, and by the runner's count at most "
                        + counted.passes() + " did"));
    }

    /// Whether the log tells of a test that fails, by a result or by the runner's count.
    public boolean tellsOfFailure() {
        return tests.containsValue(Status.FAILED) || tests.containsValue(Status.ERROR)
                || totals.filter(counted -> counted.failures() > 0).isPresent();
    }

    /// The ids of the tests that a data set gives this name. A whole id wins over another name of other tests.
    public Set<String> ids(String name) {
        return tests.containsKey(name) ? Set.of(name) : otherNames.getOrDefault(name, Set.of());
    }

    /// The status of the test that a data set gives this name. If there are several, the weightiest.
    public Status status(String name) {
        return ids(name).stream().map(id -> tests.getOrDefault(id, Status.MISSING)).reduce(Status.MISSING,
                Reading::weightier);
    }

    public boolean isEmpty() {
        return tests.isEmpty();
    }

    /// A failure outweighs everything. A pass outweighs a skip, since runners now and then report a skip for the wrong
    /// test.
    public static Status weightier(Status first, Status second) {
        return weight(second) > weight(first) ? second : first;
    }

    private static int weight(Status status) {
        return switch (status) {
            case FAILED -> 6;
            case ERROR -> 5;
            case PASSED -> 4;
            case XFAIL -> 3;
            case SKIPPED -> 2;
            case OTHER -> 1;
            case MISSING -> 0;
        };
    }
}
