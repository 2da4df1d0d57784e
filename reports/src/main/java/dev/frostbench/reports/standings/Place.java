package dev.frostbench.reports.standings;

import dev.frostbench.reports.statistics.Interval;
import dev.frostbench.reports.tally.Tally.Count;

/// One line of the leaderboard.
///
/// @param rank from 1; equal rates share it
/// @param interval of the rate, by Wilson
/// @param seconds the mean time of a sample that was tried
public record Place(int rank, Count count, Interval interval, double seconds) {}
