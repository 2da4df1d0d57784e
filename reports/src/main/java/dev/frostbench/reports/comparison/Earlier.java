package dev.frostbench.reports.comparison;

import java.util.List;

/// What earlier runs say about one task, oldest first.
///
/// @param others runs that are no part of the new run's series
/// @param series runs of the new run's series, up to the one before it
/// @param baseInSeries whether the base is the last of the series
record Earlier(List<Tries> others, List<Tries> series, boolean baseInSeries) {

    Earlier {
        others = List.copyOf(others);
        series = List.copyOf(series);
    }
}
