package dev.frostbench.suites.grading.official;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The results that a parser finds, in the order of their first appearance.
public final class Told {

    private final Map<String, Status> last = new LinkedHashMap<>();
    private final Map<String, Status> weightiest = new LinkedHashMap<>();

    public void tell(String test, Status status) {
        last.put(test, status);
        weightiest.merge(test, status, Reading::weightier);
    }

    public boolean knows(String test) {
        return last.containsKey(test);
    }

    /// As officially: the last word on a test counts.
    Reading last() {
        return Reading.of(last);
    }

    /// A failure outweighs a pass, whichever comes last.
    Reading weightiest(Optional<String> contradiction) {
        return new Reading(weightiest, Map.of(), Set.of(), Optional.empty(), contradiction);
    }
}
