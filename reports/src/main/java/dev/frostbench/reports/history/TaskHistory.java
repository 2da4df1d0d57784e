package dev.frostbench.reports.history;

import dev.frostbench.reports.comparison.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of one task, night by night.
///
/// @param outcomes one a night, oldest first
public record TaskHistory(String task, String part, List<Outcome> outcomes) {

    /// What a night says about a task. `mixed`: some samples passed. `absent`: the run does not have the task, or has
    /// another one of its name.
    public enum Outcome {
        PASSED, FAILED, MIXED, ERROR, ABSENT;

        boolean isJudged() {
            return this == PASSED || this == FAILED || this == MIXED;
        }

        static Outcome of(Optional<Tries> tries) {
            if (tries.isEmpty()) return ABSENT;
            if (tries.get().judged() == 0) return ERROR;
            return tries.get().allPassed() ? PASSED : tries.get().allFailed() ? FAILED : MIXED;
        }
    }

    public TaskHistory {
        outcomes = List.copyOf(outcomes);
    }

    /// How often it passed in one night and did not in the next one with a verdict, or the other way round.
    public int changes() {
        List<Outcome> judged = judged(outcomes.size());
        int changes = 0;
        for (int at = 1; at < judged.size(); at++) if (isChange(judged.get(at - 1), judged.get(at))) changes++;
        return changes;
    }

    public int nights() {
        return judged(outcomes.size()).size();
    }

    /// Nights in which some sample did not pass.
    public int failed() {
        return (int) outcomes.stream().filter(each -> each == Outcome.FAILED || each == Outcome.MIXED).count();
    }

    /// Whether it went there and back, or had samples of both kinds in a night. One change alone is a fix or a break.
    public boolean isFlaky() {
        return outcomes.contains(Outcome.MIXED) || changes() > 1;
    }

    TaskHistory upTo(int night) {
        return new TaskHistory(task, part, outcomes.subList(0, night + 1));
    }

    /// How the outcome of a night differs from the last one before it; empty if it does not.
    Optional<Outcome> newly(int night) {
        Outcome now = outcomes.get(night);
        List<Outcome> before = judged(night);
        return before.isEmpty() || !now.isJudged() || !isChange(before.getLast(), now) ? Optional.empty()
                : Optional.of(now == Outcome.PASSED ? Outcome.PASSED : Outcome.FAILED);
    }

    private static boolean isChange(Outcome before, Outcome now) {
        return (before == Outcome.PASSED) != (now == Outcome.PASSED);
    }

    private List<Outcome> judged(int nights) {
        List<Outcome> judged = new ArrayList<>(outcomes.subList(0, nights));
        judged.removeIf(each -> !each.isJudged());
        return judged;
    }
}
