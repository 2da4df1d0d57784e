package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Listed names that were cut at a blank within their parameters: `test_f[log(photon`. They have more `[` than `]`.
final class CutIds {

    private CutIds() {}

    /// The reading, in which each cut name is another name of the first test in the log that begins so. If one of
    /// those tests passes and another does not, the cut name is nobody's.
    static Reading named(Instance instance, Reading reading) {
        Map<String, Integer> places = new HashMap<>();
        reading.tests().keySet().forEach(test -> places.put(test, places.size()));
        NavigableMap<String, Status> sorted = new TreeMap<>(reading.tests());
        Map<String, Set<String>> names = new HashMap<>(reading.otherNames());
        Stream.concat(instance.failToPass().stream(), instance.passToPass().stream())
                .filter(name -> isCut(name) && reading.ids(name).isEmpty())
                .forEach(name -> {
                    List<String> tests = sorted.tailMap(name, true).keySet().stream()
                            .takeWhile(test -> test.startsWith(name)).toList();
                    if (tests.stream().map(test -> passes(sorted.get(test))).distinct().count() == 1)
                        names.put(name, Set.of(tests.stream()
                                .min((one, other) -> Integer.compare(places.get(one), places.get(other)))
                                .orElseThrow()));
                });
        return new Reading(reading.tests(), names, reading.toldTwice(), reading.totals(), reading.contradiction());
    }

    private static boolean isCut(String name) {
        return name.chars().filter(c -> c == '[').count() > name.chars().filter(c -> c == ']').count();
    }

    private static boolean passes(Status status) {
        return status == Status.PASSED || status == Status.XFAIL;
    }
}
