package dev.frostbench.suites.swebench.instance;

/// The names by which evidence of SWE-bench tells the tests' own output.
public final class StepNames {

    /// The pass in which the patch is tried as officially.
    public static final String MAIN = "main";
    /// The step that runs the tests.
    public static final String EVALUATE = "evaluate";

    private StepNames() {}
}
