package dev.frostbench.suites.grading;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a log tells of the tests that ran.
///
/// @param tests statuses by whole id, in the order in which the log names them first
/// @param otherNames statuses by names that data sets use for the same tests: ids cut at a blank, docstrings, the form of an
///        older runner. Of several tests with one such name a failing one decides
/// @param contradiction in what the runner's own totals differ from the results it names, as a sentence
public record Reading(Map<String, Status> tests, Map<String, Status> otherNames, Optional<String> contradiction) {

    public Reading {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        otherNames = Collections.unmodifiableMap(new LinkedHashMap<>(otherNames));
    }

    /// The reading of a log whose tests have one name each.
    public static Reading of(Map<String, Status> tests) {
        return new Reading(tests, Map.of(), Optional.empty());
    }

    /// The status of the test that a data set calls so; a whole id wins over another test's other name.
    public Status status(String name) {
        return tests.containsKey(name) ? tests.get(name) : otherNames.getOrDefault(name, Status.MISSING);
    }

    public boolean isEmpty() {
        return tests.isEmpty();
    }
}
