package dev.frostbench.suites.grading;

import dev.frostbench.suites.grading.Grade.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a log tells of the tests that ran.
///
/// @param tests statuses by whole id, in the order in which the log names them first
/// @param otherNames ids by the names that data sets use for the same tests: ids cut at a blank, docstrings, the form
///     of an
///        older runner; several tests may have one such name
/// @param contradiction in what the runner's own totals differ from the results it names, as a sentence
public record Reading(Map<String, Status> tests, Map<String, Set<String>> otherNames, Optional<String> contradiction) {

    public Reading {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        otherNames = Map.copyOf(otherNames);
    }

    /// The reading of a log whose tests have one name each.
    public static Reading of(Map<String, Status> tests) {
        return new Reading(tests, Map.of(), Optional.empty());
    }

    /// The ids of the tests that a data set calls so; a whole id wins over other tests' other name.
    public Set<String> ids(String name) {
        return tests.containsKey(name) ? Set.of(name) : otherNames.getOrDefault(name, Set.of());
    }

    /// The status of the test that a data set calls so; of several the weightiest.
    public Status status(String name) {
        return ids(name).stream().map(id -> tests.getOrDefault(id, Status.MISSING)).reduce(Status.MISSING,
                Reading::weightier);
    }

    public boolean isEmpty() {
        return tests.isEmpty();
    }

    /// A failure outweighs all; a pass outweighs a skip, which runners charge to the wrong test now and then.
    public static Status weightier(Status first, Status second) {
        return weight(second) > weight(first) ? second : first;
    }

    private static int weight(Status status) {
        return switch (status) {
            case FAILED -> 5;
            case ERROR -> 4;
            case PASSED -> 3;
            case XFAIL -> 2;
            case SKIPPED -> 1;
            case MISSING -> 0;
        };
    }
}
