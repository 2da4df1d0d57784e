package dev.frostbench.reports.comparison;

/// What became of a task between two runs. The last four are no pairs: they are left out of every number.
public enum Change {
    BROKEN("broken", true), FIXED("fixed", true), NEWLY_FLAKY("newly flaky", true), FLAKY("flaky as before",
            true), STILL_FAILING("still failing", true), STILL_PASSING("still passing", true), ERROR("error",
                    false), ONLY_IN_BASE("only in base",
                            false), ONLY_IN_NEW("only in new", false), OTHER_TASK("other task", false);

    private final String word;
    private final boolean pair;

    Change(String word, boolean pair) {
        this.word = word;
        this.pair = pair;
    }

    public String word() {
        return word;
    }

    /// Whether both runs have a verdict on the same task.
    public boolean isPair() {
        return pair;
    }
}
