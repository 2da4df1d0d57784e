package dev.frostbench.suites.swebench.instance;

import java.util.List;

/// The lines by which the official harness marks an evaluation log.
public final class Markers {

    public static final String START = ">>>>> Start Test Output";
    public static final String END = ">>>>> End Test Output";
    public static final String PATCH_APPLIED = ">>>>> Applied Patch";
    public static final String PATCH_FAILED = ">>>>> Patch Apply Failed";

    /// How the line of our own instance log begins that gives a score other than the official one.
    public static final String SCORED = "scored here: ";

    /// Markers that mean, wherever they are in a log, that nothing was tested.
    public static final List<String> NOTHING_TESTED = List.of(PATCH_FAILED, ">>>>> Reset Failed", ">>>>> Tests Errored",
            ">>>>> Tests Timed Out");

    private Markers() {}
}
