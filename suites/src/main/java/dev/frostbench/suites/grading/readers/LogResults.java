package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The results in one log, while it is read. If a test has several statuses, the weightiest counts.
final class LogResults {

    private final Map<String, Status> tests = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByOtherName = new LinkedHashMap<>();

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

    long count(Status... statuses) {
        var counted = Set.of(statuses);
        return tests.values().stream().filter(counted::contains).count();
    }

    Reading reading() {
        return reading(Optional.empty());
    }

    Reading reading(Optional<String> contradiction) {
        return new Reading(tests, idsByOtherName, contradiction);
    }
}
