package dev.frostbench.reports.comparison;

/// Something in which two runs differ beside their answers.
///
/// @param what its place in `run.json`, or what of the machine
/// @param grave whether verdicts mean something else, so that no rate can be compared
public record Difference(String what, String base, String now, boolean grave) {}
