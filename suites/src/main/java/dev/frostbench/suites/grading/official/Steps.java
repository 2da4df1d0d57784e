package dev.frostbench.suites.grading.official;

/// How much work one reading of a log may be. Some of the official patterns take a time that grows with the square of a
/// line or worse, and what a log holds is for the code under test to choose.
public final class Steps {

    /// Characters looked at; some seconds at most. Honest logs stay far below.
    private static final long MOST = 150_000_000L;
    private static final ScopedValue<Steps> CURRENT = ScopedValue.newInstance();

    private long left = MOST;

    private Steps() {}

    /// Runs a reading within one bound. Throws [UnreadableLog] beyond it.
    static void within(Runnable reading) {
        ScopedValue.where(CURRENT, new Steps()).run(reading);
    }

    /// Those of the reading that runs in this thread.
    static Steps current() {
        return CURRENT.isBound() ? CURRENT.get() : new Steps();
    }

    /// Counts work that no pattern does.
    public static void take(long steps) {
        current().count(steps);
    }

    void count(long steps) {
        left -= steps;
        if (left < 0)
            throw new UnreadableLog("the official patterns would take too long for a log of this kind");
    }
}
