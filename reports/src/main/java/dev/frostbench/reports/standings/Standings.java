package dev.frostbench.reports.standings;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.tally.Tally.Count;
import dev.frostbench.reports.text.TerminalText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What of a run is drawn. A contender is a model, or all of a run if no part of it has the answers of several.
///
/// @param places the contenders, the best first
/// @param label what tasks are grouped by: `Repository`, `Part`, or both
/// @param repositories those with the most tasks; empty if there is only one
/// @param otherRepositories how many more there are
/// @param duels empty if there is one contender
/// @param overlap the same
public record Standings(List<Place> places, String label, List<Repository> repositories, int otherRepositories,
        Times times, List<Curve> curves, Optional<Duels> duels, Optional<Overlap> overlap) {

    /// Of more models only the best are held against each other.
    public static final int MOST_RIVALS = 12;

    public Standings {
        places = List.copyOf(places);
        repositories = List.copyOf(repositories);
        curves = List.copyOf(curves);
    }

    public static Standings of(RunRecord run, Tally tally) {
        var counter = new StandingsCounter(tally);
        run.results().forEach(counter::add);
        return counter.standings();
    }

    public boolean hasSeveral() {
        return places.size() > 1;
    }

    /// The places that are held against each other.
    public List<Place> rivals() {
        return places.subList(0, Math.min(MOST_RIVALS, places.size()));
    }

    /// The label in one word.
    public String column() {
        return label.split(" ")[0];
    }

    /// The words of the verdicts that the run has, in their order.
    public List<String> verdicts() {
        return places.getFirst().count().verdicts().keySet().stream()
                .filter(word -> places.stream().anyMatch(place -> place.count().verdicts().get(word) > 0)).toList();
    }

    /// The place of a total of the run's tally.
    public Place place(Count total) {
        return places.stream().filter(place -> place.count().equals(total)).findFirst().orElseThrow();
    }

    /// Where a model stands in the order of the places, from 0; 0 if it has no place of its own.
    public int at(String model) {
        return IntStream.range(0, places.size()).filter(at -> places.get(at).count().model().equals(model)).findFirst()
                .orElse(0);
    }

    /// The name of the model at a place, for people.
    public String name(int at) {
        return name(places.get(at).count().model());
    }

    public String name(String model) {
        return model.isEmpty() ? "no model named" : TerminalText.line(model);
    }
}
