package dev.frostbench.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Times by name, in nanoseconds.
final class Figures {

    private final Map<String, List<Long>> times = new LinkedHashMap<>();

    /// @param counts false while warming up
    void add(String name, long nanos, boolean counts) {
        if (counts) times.computeIfAbsent(name, _ -> new ArrayList<>()).add(nanos);
    }

    Set<String> names() {
        return times.keySet();
    }

    /// Medians in milliseconds, in the order in which the names came.
    void report(ObjectNode into) {
        times.forEach((name, all) -> into.put(name + "_p50_ms", milliseconds(median(all))));
    }

    /// Medians in seconds, for what takes long.
    void reportSeconds(ObjectNode into) {
        times.forEach((name, all) -> into.put(name + "_s", Math.round(median(all) / 1e7) / 100.0));
    }

    long mean(String name) {
        return (long) times.get(name).stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    static double milliseconds(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    double ratio(String name, String to) {
        return (double) median(times.get(name)) / median(times.get(to));
    }

    long median(String name) {
        return median(times.get(name));
    }

    private static long median(List<Long> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }
}
