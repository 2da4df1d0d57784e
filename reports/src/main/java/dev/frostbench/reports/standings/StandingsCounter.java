package dev.frostbench.reports.standings;

import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.standings.Repository.Share;
import dev.frostbench.reports.statistics.Wilson;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.tally.Tally.Count;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts results as they are read. It keeps three numbers a task and contender, and no result.
final class StandingsCounter {

    private static final int MOST_REPOSITORIES = 30;

    private record Answered(String part, String model) {}

    private record Spent(int tried, double seconds) {}

    /// The tasks of a repository, and what one contender made of them.
    private record Tasks(Map<String, Answers> tries, LinkedHashMap<String, Integer> verdicts) {}

    private final Tally tally;
    private final Map<Answered, Map<String, Answers>> parts = new LinkedHashMap<>();
    private final Map<String, Map<String, Answers>> contenders = new LinkedHashMap<>();
    private final Map<String, Map<String, Tasks>> repositories = new LinkedHashMap<>();
    private final Map<String, Spent> spent = new LinkedHashMap<>();
    private final Times.Counter times = new Times.Counter();
    private String taskBefore;
    private String groupBefore = "";
    private boolean hasRepositories;
    private boolean hasOthers;

    StandingsCounter(Tally tally) {
        this.tally = tally;
    }

    void add(Result result) {
        Task task = result.task();
        Verdict verdict = result.grade().verdict();
        String contender = tally.hasSeveralModels() ? result.model() : tally.totals().getFirst().model();
        var one = new Answers(result.prediction().isPresent() ? 1 : 0, verdict.passed() ? 1 : 0,
                verdict instanceof Verdict.Error ? 1 : 0);
        parts.computeIfAbsent(new Answered(task.part(), result.model()), _ -> new LinkedHashMap<>())
                .merge(task.id(), one, Answers::plus);
        contenders.computeIfAbsent(contender, _ -> new LinkedHashMap<>()).merge(task.id(), one, Answers::plus);
        Tasks tasks = repositories.computeIfAbsent(group(task), _ -> new LinkedHashMap<>())
                .computeIfAbsent(contender, _ -> new Tasks(new LinkedHashMap<>(), zeros()));
        tasks.tries.merge(task.id(), one, Answers::plus);
        tasks.verdicts.merge(verdict.word(), 1, Integer::sum);
        if (result.evidence().observations().isEmpty()) return;
        double seconds = Times.seconds(result);
        times.add(seconds, verdict);
        spent.merge(contender, new Spent(1, seconds),
                (all, more) -> new Spent(all.tried + more.tried, all.seconds + more.seconds));
    }

    /// Rows are large and packed: each is looked into once.
    private String group(Task task) {
        if (task.id().equals(taskBefore)) return groupBefore;
        taskBefore = task.id();
        String repository = Repository.of(task);
        hasRepositories |= !repository.isEmpty();
        hasOthers |= repository.isEmpty();
        groupBefore = repository.isEmpty() ? task.part() : repository;
        return groupBefore;
    }

    private LinkedHashMap<String, Integer> zeros() {
        var zeros = new LinkedHashMap<String, Integer>();
        tally.totals().getFirst().verdicts().keySet().forEach(word -> zeros.put(word, 0));
        return zeros;
    }

    Standings standings() {
        List<Place> places = places();
        List<Map<String, Answers>> rivals = places.stream().limit(Standings.MOST_RIVALS)
                .map(place -> contenders.getOrDefault(place.count().model(), Map.of())).toList();
        List<Repository> drawn = repositories(places);
        List<Curve> curves = parts.entrySet().stream()
                .map(each -> Curve.of(each.getKey().part, each.getKey().model, each.getValue().values()))
                .filter(curve -> !curve.points().isEmpty()).toList();
        boolean several = rivals.size() > 1;
        return new Standings(places,
                !hasRepositories ? "Part" : hasOthers ? "Repository or part" : "Repository",
                drawn, drawn.isEmpty() ? 0 : repositories.size() - drawn.size(), times.times(), curves,
                several ? Optional.of(Duels.of(rivals)) : Optional.empty(),
                several ? Optional.of(Overlap.of(rivals)) : Optional.empty());
    }

    private List<Place> places() {
        List<Count> order = tally.totals().stream().sorted(Comparator.comparingDouble((Count count) -> -count.rate()))
                .toList();
        List<Place> places = new ArrayList<>();
        for (Count count : order) {
            Spent all = spent.getOrDefault(count.model(), new Spent(0, 0));
            int rank = 1 + (int) order.stream().filter(other -> other.rate() > count.rate()).count();
            places.add(new Place(rank, count, Wilson.of(count.rate() * count.tasks(), count.tasks()),
                    all.tried == 0 ? 0 : all.seconds / all.tried));
        }
        return places;
    }

    private List<Repository> repositories(List<Place> places) {
        if (repositories.size() < 2) return List.of();
        List<Repository> all = new ArrayList<>();
        repositories.forEach((name, tasks) -> all.add(new Repository(name,
                tasks.values().stream().mapToInt(each -> each.tries.size()).max().orElse(0),
                places.stream().map(place -> share(tasks.get(place.count().model()))).toList())));
        return all.stream().sorted(Comparator.comparingInt((Repository each) -> -each.tasks())).limit(MOST_REPOSITORIES)
                .toList();
    }

    private Share share(Tasks tasks) {
        return tasks == null ? new Share(0, zeros())
                : new Share(tasks.tries.values().stream().mapToDouble(Answers::share).average().orElse(0),
                        tasks.verdicts);
    }
}
