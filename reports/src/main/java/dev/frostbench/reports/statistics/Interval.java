package dev.frostbench.reports.statistics;

/// The ends of an interval.
public record Interval(double low, double high) {}
