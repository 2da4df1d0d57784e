package dev.frostbench.harness.nightly;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.nightly.NightlyFolder.Night;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.comparison.Comparer.Match;
import dev.frostbench.reports.comparison.Difference;
import dev.frostbench.reports.comparison.Differences;
import dev.frostbench.reports.comparison.ScoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the runs that a comparison is between, by what the user named: runs, or folders of nightly runs.
///
/// 1. A folder as NEW is its newest run. The earlier ones say what is flaky.
/// 2. A folder as BASE is its newest run. If NEW is in the same folder, it is the last one before NEW. The earlier ones
///    say what is flaky.
/// 3. Runs of other suites in a folder count for nothing, and so do runs whose verdicts mean something else than NEW's.
public final class Opponents {

    private final Path working;
    private final Optional<Path> history;
    private final Map<Path, NightlyFolder> read = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /// @param history a folder of nightly runs that say what is flaky, if the user named one
    public Opponents(Path working, Optional<Path> history) {
        this.working = working;
        this.history = history;
    }

    /// What the user should know of runs that were left out.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// A run, or the folder that holds it and others.
    private record Place(Optional<Night> run, Optional<NightlyFolder> nights, String name) {}

    /// @return empty if NEW is the first run of the folder that was named as BASE
    public Optional<Match> match(String base, String now) throws IOException {
        Place before = place(base);
        Place after = place(now);
        Night newest = after.run().isPresent() ? after.run().get() : newest(after);
        tellUntried(newest.run());
        Optional<NightlyFolder> series = history.isPresent() ? Optional.of(nights(history.get())) : after.nights();
        boolean together = before.nights().isPresent() && has(before.nights().get(), newest);
        if (series.isEmpty() && together) series = before.nights();
        List<Night> earlier = new ArrayList<>(series.map(each -> earlier(each, newest)).orElse(List.of()));
        if (before.run().isPresent()) {
            tellUntried(before.run().get().run());
            return Optional.of(match(before.run().get(), newest, List.of(), earlier));
        }
        List<Night> candidates = together ? earlier(before.nights().orElseThrow(), newest)
                : ofSuite(before.nights().orElseThrow(), newest.run().info().suite());
        if (candidates.isEmpty() && together) return Optional.empty();
        if (candidates.isEmpty())
            throw wrong(before.name(), "holds no finished run of suite '" + newest.run().info().suite() + "'",
                    "name a run, or a folder of runs of this suite");
        Night chosen = candidates.getLast();
        List<Night> others = candidates.stream().filter(each -> each.isBefore(chosen) && !has(earlier, each)).toList();
        return Optional.of(match(chosen, newest, others, earlier));
    }

    private Match match(Night base, Night now, List<Night> others, List<Night> earlier) {
        List<Night> series = new ArrayList<>(earlier);
        boolean baseInSeries = !series.isEmpty() && series.getLast().place().equals(base.place());
        if (!baseInSeries) series.removeIf(each -> each.place().equals(base.place()));
        return new Match(base.run(), now.run(), comparable(others, now), comparable(series, now), baseInSeries);
    }

    /// Those whose verdicts mean the same. A base that is among them stays: the user is told in another way.
    private List<ScoredRun> comparable(List<Night> runs, Night now) {
        List<ScoredRun> same = new ArrayList<>();
        for (Night each : runs) {
            boolean grave = Differences.between(each.run(), now.run()).stream().anyMatch(Difference::grave);
            if (grave && each != runs.getLast())
                notes.add(each.run().name() + " says nothing of flakiness here: its verdicts mean something else");
            else
                same.add(each.run());
        }
        return same;
    }

    private Place place(String word) throws IOException {
        Path path = working.resolve(word);
        if (!RunFolder.isRun(path) && NightlyFolder.holdsRuns(path))
            return new Place(Optional.empty(), Optional.of(nights(path)), word);
        return new Place(Optional.of(Night.read(RunFolder.find(word, working), word)), Optional.empty(), word);
    }

    private NightlyFolder nights(Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            throw wrong(folder.toString(), "is no folder", "name a folder of nightly runs");
        Path real = folder.toRealPath();
        if (!read.containsKey(real)) read.put(real, NightlyFolder.read(folder));
        read.get(real).skipped().forEach(each -> notes.add("skipped: " + each));
        return read.get(real);
    }

    private static Night newest(Place place) {
        List<Night> runs = place.nights().orElseThrow().runs();
        List<String> suites = runs.stream().map(each -> each.run().info().suite()).distinct().toList();
        if (runs.isEmpty())
            throw wrong(place.name(), "holds no finished run", "name a run, or wait for one to end");
        if (suites.size() > 1)
            throw wrong(place.name(), "holds runs of several suites: " + String.join(", ", suites),
                    "name one of its runs, or a folder with runs of one suite");
        return runs.getLast();
    }

    private static List<Night> earlier(NightlyFolder folder, Night now) {
        if (now.run().began().isEmpty()) return List.of();
        return ofSuite(folder, now.run().info().suite()).stream().filter(each -> each.isBefore(now)).toList();
    }

    private static List<Night> ofSuite(NightlyFolder folder, String suite) {
        return folder.runs().stream().filter(each -> each.run().info().suite().equals(suite)).toList();
    }

    private static boolean has(NightlyFolder folder, Night night) {
        return has(folder.runs(), night);
    }

    private static boolean has(List<Night> nights, Night night) {
        return nights.stream().anyMatch(each -> each.place().equals(night.place()));
    }

    private void tellUntried(ScoredRun run) {
        if (run.untried() > 0)
            notes.add(run.name() + " is not finished: " + run.untried() + " not tried yet, left out as errors");
    }

    private static BadInput wrong(String file, String what, String cure) {
        return new BadInput(Problem.of(file, "this folder", what, cure));
    }
}
