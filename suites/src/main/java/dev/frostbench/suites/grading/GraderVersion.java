package dev.frostbench.suites.grading;

/// The version of this program's grading. A resumed run does not take over verdicts of another one.
public final class GraderVersion {

    /// Raised with each change after which equal evidence can get another verdict.
    public static final String CURRENT = "14";

    private GraderVersion() {}
}
