package dev.frostbench.suites.kind;

/// The settings of a kind that has no keys of its own.
public record NoSettings() {}
