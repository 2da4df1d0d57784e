package dev.frostbench.reports.comparison;

import dev.frostbench.reports.comparison.Comparison.Side;
import dev.frostbench.reports.comparison.TaskChange.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares the contestants of a new run with those of the base, task by task.
///
/// @param alpha failures that are less likely than this at a task's own rate are not put down to flakiness
/// @param anyRow whether tasks of one id are paired even if their rows differ
public record Comparer(double alpha, boolean anyRow) {

    /// Failures less likely than this are not put down to flakiness, if the user says nothing else. With hundreds of
    /// flaky tasks a night, 0.05 would call some of them broken in every night.
    public static final double ALPHA = 0.01;

    /// A base and a new run, with what came before.
    ///
    /// @param others earlier runs that are no part of the new run's series, oldest first
    /// @param series earlier runs of the new run's series, oldest first
    /// @param baseInSeries whether the base is the last of the series
    public record Match(ScoredRun base, ScoredRun now, List<ScoredRun> others, List<ScoredRun> series,
            boolean baseInSeries) {
        public Match {
            others = List.copyOf(others);
            series = List.copyOf(series);
        }
    }

    /// One comparison for each contestant of the new run that has a counterpart: the one of its name, or the only one
    /// of the base.
    public List<Comparison> compare(Match match) {
        List<Difference> differences = Differences.between(match.base(), match.now());
        List<Comparison> all = new ArrayList<>();
        for (Contestant now : match.now().contestants()) {
            Optional<Contestant> base = match.now().contestants().size() == 1
                    && match.base().contestants().size() == 1 ? Optional.of(match.base().contestants().getFirst())
                            : match.base().contestant(now.model());
            base.ifPresent(each -> all.add(compare(match, differences, each, now)));
        }
        return List.copyOf(all);
    }

    /// The contestants of the new run without a counterpart.
    public static List<String> alone(Match match) {
        return match.now().contestants().stream().map(Contestant::model)
                .filter(model -> match.base().contestant(model).isEmpty()).toList();
    }

    private Comparison compare(Match match, List<Difference> differences, Contestant base, Contestant now) {
        List<Contestant> others = contestants(match.others(), base.model());
        List<Contestant> series = contestants(match.series(), now.model());
        Judge judge = new Judge(alpha);
        List<TaskChange> tasks = new ArrayList<>();
        for (Tries before : base.tasks().values()) {
            Optional<Tries> after = Optional.ofNullable(now.tasks().get(before.task()));
            if (after.isEmpty()) tasks.add(unpaired(Change.ONLY_IN_BASE, Optional.of(before), after, ""));
            else if (!isPair(before, after.get()))
                tasks.add(apart(before, after.get()));
            else
                tasks.add(judge.change(before, after.get(), new Earlier(tries(others, before), tries(series, before),
                        match.baseInSeries())));
        }
        for (Tries after : now.tasks().values())
            if (!base.tasks().containsKey(after.task()))
                tasks.add(unpaired(Change.ONLY_IN_NEW, Optional.empty(), Optional.of(after), ""));
        List<TaskChange> pairs = tasks.stream().filter(task -> task.change().isPair()).toList();
        return new Comparison(new Side(match.base(), base.model()), new Side(match.now(), now.model()), differences,
                tasks, pairs.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(pairs)),
                others.size() + series.size() - (match.baseInSeries() ? 1 : 0));
    }

    private boolean isPair(Tries before, Tries after) {
        return isSame(before, after) && before.judged() > 0 && after.judged() > 0;
    }

    private boolean isSame(Tries before, Tries after) {
        return anyRow || before.row().equals(after.row());
    }

    private TaskChange apart(Tries before, Tries after) {
        if (!isSame(before, after))
            return unpaired(Change.OTHER_TASK, Optional.of(before), Optional.of(after),
                    "the data set has another row of this id");
        String why = before.judged() == 0 ? "in base: " + before.why() : "in new: " + after.why();
        return unpaired(Change.ERROR, Optional.of(before), Optional.of(after), why);
    }

    private static TaskChange unpaired(Change change, Optional<Tries> base, Optional<Tries> now, String why) {
        Tries some = now.or(() -> base).orElseThrow();
        return new TaskChange(some.task(), some.part(), change, base, now, Past.NONE, why);
    }

    private static List<Contestant> contestants(List<ScoredRun> runs, String model) {
        return runs.stream().flatMap(run -> run.contestant(model).stream()).toList();
    }

    /// What they say about the same task.
    private List<Tries> tries(List<Contestant> contestants, Tries task) {
        return contestants.stream().flatMap(each -> Stream.ofNullable(each.tasks().get(task.task())))
                .filter(each -> isSame(task, each) && each.judged() > 0).toList();
    }
}
