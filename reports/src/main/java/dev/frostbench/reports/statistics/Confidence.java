package dev.frostbench.reports.statistics;

/// How sure all intervals are. Tests call what is below the rest significant.
public final class Confidence {

    public static final double LEVEL = 0.95;
    /// The chance of an error of the first kind that a test admits.
    public static final double ALPHA = 0.05;

    private Confidence() {}
}
