package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Reading;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the lines of one log tell, while it is read: of a test told twice the weightier status stands.
final class Tellings {

    private final Map<String, Status> tests = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByOtherName = new LinkedHashMap<>();

    void tell(String id, Status status) {
        tests.merge(id, status, Tellings::weightier);
    }

    /// Data sets may call the test of that id so too.
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
        Map<String, Status> others = new LinkedHashMap<>();
        idsByOtherName.forEach((name, ids) -> ids.stream().filter(tests::containsKey).map(tests::get)
                .reduce(Tellings::weightier).ifPresent(status -> others.put(name, status)));
        return new Reading(tests, others, contradiction);
    }

    /// A failure outweighs all; a pass outweighs a skip, which runners charge to the wrong test now and then.
    private static Status weightier(Status first, Status second) {
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
