package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.Reading.Totals;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The results in one log, while it is read. If a test has several statuses, the weightiest counts.
final class LogResults {

    private final Map<String, Status> tests = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByOtherName = new LinkedHashMap<>();
    private final Set<String> passed = new HashSet<>();
    private final Set<String> withheld = new HashSet<>();

    /// Adds a result that stands in a line of its own. A test has one such line.
    void addLine(String id, Status status) {
        add(id, status);
        if (status == Status.PASSED) passed.add(id);
        if (status == Status.SKIPPED || status == Status.XFAIL) withheld.add(id);
    }

    /// Adds a test whose result is told outside the runner's own report: it is known, and has no result.
    void addOutside(String id) {
        add(id, Status.MISSING);
    }

    void add(String id, Status status) {
        tests.merge(id, status, Reading::weightier);
    }

    /// Adds another name that data sets may use for the test of that id.
    void alsoCalled(String id, String name) {
        if (!name.equals(id)) idsByOtherName.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(id);
    }

    Set<String> ids() {
        return Set.copyOf(tests.keySet());
    }

    /// The tests with one of these statuses.
    Set<String> ids(Status... statuses) {
        var wanted = Set.of(statuses);
        return tests.entrySet().stream().filter(test -> wanted.contains(test.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    long count(Status... statuses) {
        return ids(statuses).size();
    }

    Reading reading() {
        return reading(Optional.empty(), Optional.empty());
    }

    Reading reading(Optional<Totals> totals, Optional<String> contradiction) {
        var toldTwice = new HashSet<>(passed);
        toldTwice.retainAll(withheld);
        return new Reading(tests, idsByOtherName, toldTwice, totals, contradiction);
    }
}
