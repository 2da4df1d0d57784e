package dev.frostbench.suites.grading;

/// Why a test counts, as text. A kind may have groups of its own; these are the ones that several kinds share.
public final class TestGroup {

    /// Tests that fail without a good answer and must pass with it.
    public static final String FAIL_TO_PASS = "FAIL_TO_PASS";
    /// Tests that pass already and must still pass.
    public static final String PASS_TO_PASS = "PASS_TO_PASS";
    /// Tests that never count.
    public static final String OTHER = "OTHER";

    private TestGroup() {}
}
