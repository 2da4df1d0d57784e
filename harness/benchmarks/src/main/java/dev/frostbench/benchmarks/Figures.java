package dev.frostbench.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times by name, in nanoseconds.
final class Figures {

    private final Map<String, List<Long>> times = new LinkedHashMap<>();

    /// @param counts false while warming up
    void add(String name, long nanos, boolean counts) {
        if (counts) times.computeIfAbsent(name, _ -> new ArrayList<>()).add(nanos);
    }

    Map<String, Long> medians() {
        Map<String, Long> medians = new LinkedHashMap<>();
        times.forEach((name, all) -> medians.put(name, median(all)));
        return medians;
    }

    double ratio(String name, String to) {
        return (double) median(times.get(name)) / median(times.get(to));
    }

    private static long median(List<Long> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }
}
