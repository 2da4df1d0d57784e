package dev.frostbench.reports.comparison;

import dev.frostbench.reports.comparison.TaskChange.Past;
import dev.frostbench.reports.statistics.FailureRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides what became of a task that both runs have a verdict on.
///
/// 1. A task that passed in every earlier try is broken if it fails in every sample now. If it fails in some, it is
///    broken if so many failures are unlikely even of a task that would have failed next; else it is newly flaky.
/// 2. A task that passed and failed before is broken only if its failures now are unlikely at its own rate.
/// 3. The failures now are those of the new run and of the nights right before it without a pass. So a flaky task that
///    really broke is told in the first night in which that is proved, and once.
/// 4. A task that never passed before cannot break.
final class Judge {

    /// @param failures in a row, up to now
    private record Streak(int failures, int tries, Past before) {}

    /// Chances that are equal on paper differ by less than this.
    private static final double ROUNDING = 1e-9;

    private final double alpha;

    /// @param alpha what is less likely than this is not put down to flakiness
    Judge(double alpha) {
        this.alpha = alpha;
    }

    TaskChange change(Tries base, Tries now, Earlier earlier) {
        Past past = past(base, earlier);
        if (now.allPassed()) return passes(base, now, past);
        if (past.passed() == 0)
            return told(now.allFailed() ? Change.STILL_FAILING : Change.NEWLY_FLAKY, base, now, past, "");
        if (base.allFailed()) return failedInBase(base, now, past, earlier);
        return worse(base, now, past, streak(now, past, now.allFailed() ? earlier.series() : List.of()));
    }

    private TaskChange passes(Tries base, Tries now, Past past) {
        if (base.allPassed()) return told(Change.STILL_PASSING, base, now, past, "");
        if (past.passed() == 0) return told(Change.FIXED, base, now, past, "");
        double chance = FailureRate.chance(now.passed(), now.judged(), (double) past.passed() / past.tries());
        return told(isUnlikely(chance) ? Change.FIXED : Change.FLAKY, base, now, past, ownRate(past, chance));
    }

    /// The task has passed some time, and not in the base.
    private TaskChange failedInBase(Tries base, Tries now, Past past, Earlier earlier) {
        if (!now.allFailed()) return told(Change.FLAKY, base, now, past, "");
        if (!earlier.baseInSeries()) return told(Change.STILL_FAILING, base, now, past, "");
        Streak streak = streak(now, past, earlier.series());
        if (streak.before().failed() == 0) return told(Change.STILL_FAILING, base, now, past, "");
        double chance = chance(streak);
        double lastNight = chance(new Streak(streak.failures() - now.failed(), streak.tries() - now.judged(),
                streak.before()));
        boolean provedNow = isUnlikely(chance) && !isUnlikely(lastNight);
        return told(provedNow ? Change.BROKEN : Change.STILL_FAILING, base, now, past,
                provedNow ? inARow(streak, chance) : "");
    }

    private TaskChange worse(Tries base, Tries now, Past past, Streak streak) {
        boolean steady = streak.before().failed() == 0;
        if (steady && now.allFailed()) return told(Change.BROKEN, base, now, past, "");
        double chance = chance(streak);
        if (isUnlikely(chance))
            return told(Change.BROKEN, base, now, past, inARow(streak, chance));
        return told(steady ? Change.NEWLY_FLAKY : Change.FLAKY, base, now, past, ownRate(past, chance));
    }

    private boolean isUnlikely(double chance) {
        return chance <= alpha + ROUNDING;
    }

    private static double chance(Streak streak) {
        Past before = streak.before();
        double rate = before.failed() == 0 ? 1.0 / (before.tries() + 1) : (double) before.failed() / before.tries();
        return FailureRate.chance(streak.failures(), streak.tries(), rate);
    }

    private static Past past(Tries base, Earlier earlier) {
        List<Tries> all = new ArrayList<>(earlier.others());
        all.addAll(earlier.series());
        if (!earlier.baseInSeries()) all.add(base);
        Past past = Past.NONE;
        for (Tries one : all) past = past.with(one);
        return past;
    }

    /// The new run, and the nights right before it in which the task did not pass.
    private static Streak streak(Tries now, Past past, List<Tries> series) {
        int failures = now.failed();
        int tries = now.judged();
        Past before = past;
        for (Tries night : series.reversed()) {
            if (night.passed() > 0) break;
            failures += night.failed();
            tries += night.judged();
            before = new Past(before.passed(), before.failed() - night.failed());
        }
        return new Streak(failures, tries, before);
    }

    private static String ownRate(Past past, double chance) {
        return String.format(Locale.ROOT, "failed %d of %d tries before; chance at its own rate %.4f", past.failed(),
                past.tries(), chance);
    }

    private static String inARow(Streak streak, double chance) {
        return String.format(Locale.ROOT, "fails %d of %d now, after %d of %d before; chance at its own rate %.4f",
                streak.failures(), streak.tries(), streak.before().failed(), streak.before().tries(), chance);
    }

    private static TaskChange told(Change change, Tries base, Tries now, Past past, String why) {
        return new TaskChange(now.task(), now.part(), change, Optional.of(base),
                Optional.of(now), past, why);
    }
}
