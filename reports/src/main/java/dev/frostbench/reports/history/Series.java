package dev.frostbench.reports.history;

import dev.frostbench.reports.comparison.Contestant;
import dev.frostbench.reports.comparison.Differences;
import dev.frostbench.reports.comparison.Rate;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.comparison.Tries;
import dev.frostbench.reports.history.TaskHistory.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All nights of one suite and model.
///
/// @param model empty if the predictions name none
/// @param nights oldest first
/// @param tasks of the newest night that has them, in its order
public record Series(String suite, String model, List<Night> nights, List<TaskHistory> tasks) {

    public Series {
        nights = List.copyOf(nights);
        tasks = List.copyOf(tasks);
    }

    /// @param runs of one suite, oldest first, each with a contestant of that model
    static Series of(String suite, String model, List<ScoredRun> runs) {
        List<Contestant> contestants = runs.stream().map(run -> run.contestants().stream()
                .filter(each -> each.model().equals(model)).findFirst().orElseThrow()).toList();
        List<TaskHistory> tasks = tasks(contestants);
        List<Night> nights = new ArrayList<>();
        for (int at = 0; at < runs.size(); at++) nights.add(night(at, runs, contestants.get(at), tasks));
        return new Series(suite, model, nights, tasks);
    }

    private static Night night(int at, List<ScoredRun> runs, Contestant contestant, List<TaskHistory> tasks) {
        Rate rate = contestant.judged();
        return new Night(runs.get(at), rate, contestant.tasks().size() - rate.tasks(),
                newly(at, tasks, Outcome.PASSED), newly(at, tasks, Outcome.FAILED),
                (int) tasks.stream().filter(task -> task.upTo(at).isFlaky()).count(), contestant.cost(),
                at == 0 ? List.of() : Differences.between(runs.get(at - 1), runs.get(at)));
    }

    private static int newly(int at, List<TaskHistory> tasks, Outcome outcome) {
        return (int) tasks.stream().filter(task -> task.newly(at).equals(Optional.of(outcome))).count();
    }

    private static List<TaskHistory> tasks(List<Contestant> contestants) {
        Map<String, Tries> newest = new LinkedHashMap<>();
        for (Contestant each : contestants.reversed()) each.tasks().forEach(newest::putIfAbsent);
        return newest.values().stream().map(task -> new TaskHistory(task.task(), task.part(),
                contestants.stream().map(each -> Outcome.of(Optional.ofNullable(each.tasks().get(task.task()))
                        .filter(tries -> tries.row().equals(task.row())))).toList()))
                .toList();
    }

    /// Whether the cost of any answer is known.
    public boolean hasCosts() {
        return nights.stream().anyMatch(night -> night.cost().isPresent());
    }

    /// Flaky tasks, those that changed most often first.
    public List<TaskHistory> flaky() {
        return tasks.stream().filter(TaskHistory::isFlaky)
                .sorted(Comparator.comparing(TaskHistory::changes).reversed()).toList();
    }
}
