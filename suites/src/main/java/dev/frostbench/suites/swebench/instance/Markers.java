package dev.frostbench.suites.swebench.instance;

import java.util.List;

/// The lines by which the official harness marks an evaluation log.
public final class Markers {

    public static final String START = ">>>>> Start Test Output";
    public static final String END = ">>>>> End Test Output";
    public static final String PATCH_APPLIED = ">>>>> Applied Patch";
    public static final String PATCH_FAILED = ">>>>> Patch Apply Failed";

    /// Stands before the exit code of the test command (version 5).
    public static final String EXIT_CODE = ">>>>> Test Exit Code";

    /// How the line of our own instance log begins that gives a score other than the official one.
    public static final String SCORED = "scored here: ";

    /// Markers that mean, wherever they are in a log, that nothing was tested.
    public static final List<String> NOTHING_TESTED = List.of(PATCH_FAILED, ">>>>> Reset Failed", ">>>>> Tests Errored",
            ">>>>> Tests Timed Out");

    private Markers() {}

    /// The part of a log from the first start marker to the next of either; an end marker that stands earlier is no
    /// end.
    public static String between(String log) {
        var rest = log.substring(log.indexOf(START) + START.length());
        var start = rest.indexOf(START);
        var part = start < 0 ? rest : rest.substring(0, start);
        var end = part.indexOf(END);
        return end < 0 ? part : part.substring(0, end);
    }
}
