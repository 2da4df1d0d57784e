package dev.frostbench.suites.grading.official;

/// The official parser ends with an exception on this log, so that the official harness counts the instance among its
/// errors. The message says why, in one clause.
public final class UnreadableLog extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableLog(String why) {
        super(why, null, false, false);
    }
}
