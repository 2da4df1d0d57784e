package dev.frostbench.reports.standings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.standings.Duels.Cell;
import dev.frostbench.reports.standings.Overlap.Solvers;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// Verdicts are written as letters: r resolved, u unresolved, t timed out, e an error of the machine.
class StandingsTest {

    private final List<Result> results = new ArrayList<>();

    @Test
    void modelsStandInTheOrderOfTheirRatesAndEqualOnesShareARank() {
        add("1", "a/a", "low", "u", 1);
        add("1", "a/a", "high", "r", 1);
        add("1", "a/a", "equal", "r", 1);
        List<Place> places = standings().places();
        assertThat(places).extracting(place -> place.count().model()).containsExactly("high", "equal", "low");
        assertThat(places).extracting(Place::rank).containsExactly(1, 1, 3);
        assertThat(standings().column()).isEqualTo("Repository");
    }

    @Test
    void aTaskCountsForTheModelWithTheHigherShareAndAnErrorForNobody() {
        // task 1 to the first, 2 to the second, 3 even, 4 not judged, 5 to the first by two samples of three
        tasks("first", "r", "u", "r", "r", "rru");
        tasks("other", "u", "r", "r", "e", "ruu");
        List<List<Cell>> cells = standings().duels().orElseThrow().cells();
        assertThat(cells.get(0).get(1)).isEqualTo(new Cell(2, 1, 1));
        assertThat(cells.get(1).get(0)).isEqualTo(new Cell(1, 2, 1));
        assertThat(cells.get(0).get(0)).isEqualTo(new Cell(0, 0, 1));
    }

    @Test
    void whoAlwaysWinsDoesSoSignificantly() {
        String[] won = new String[12];
        String[] lost = new String[12];
        Arrays.fill(won, "r");
        Arrays.fill(lost, "u");
        tasks("a", won);
        tasks("b", lost);
        tasks("c", lost);
        List<List<Cell>> cells = standings().duels().orElseThrow().cells();
        assertThat(cells.get(0).get(2).isSignificant()).isTrue();
        assertThat(cells.get(2).get(0).isSignificant()).isTrue();
        assertThat(cells.get(1).get(2).isSignificant()).isFalse();
        // 2 / 2^12, three pairs of which two are as sure
        assertThat(cells.get(0).get(1).p()).isCloseTo(3 * 2 / 4096.0, within(1e-12));
    }

    @Test
    void eachTaskIsInTheSetOfExactlyThoseWhoSolveIt() {
        tasks("a", "r", "r", "u", "u", "ur");
        tasks("b", "r", "u", "u", "u", "r");
        Overlap overlap = standings().overlap().orElseThrow();
        assertThat(overlap.sets()).containsExactly(new Solvers(List.of(true, true), 2),
                new Solvers(List.of(false, false), 2), new Solvers(List.of(true, false), 1));
        assertThat(overlap.otherSets()).isZero();
    }

    @Test
    void repositoriesHaveTheMostTasksFirstAndPartsStandInForMissingOnes() {
        add("1", "a/a", "m", "r", 1);
        add("2", "b/b", "m", "u", 1);
        add("3", "b/b", "m", "rt", 1);
        add("4", "", "m", "u", 1);
        Standings standings = standings();
        assertThat(standings.label()).isEqualTo("Repository or part");
        assertThat(standings.repositories()).extracting(Repository::name).containsExactly("b/b", "a/a", "part");
        var share = standings.repositories().getFirst().shares().getFirst();
        assertThat(share.rate()).isEqualTo(0.25);
        assertThat(share.verdicts()).containsEntry("timed_out", 1).containsEntry("resolved", 1);
        assertThat(standings.duels()).isEmpty();
        assertThat(standings.overlap()).isEmpty();
    }

    @Test
    void aSingleRepositoryIsNotDrawn() {
        add("1", "a/a", "m", "r", 1);
        assertThat(standings().repositories()).isEmpty();
    }

    @Test
    void timesAreInBinsThatEndWhereTheNextBegins() {
        add("1", "", "m", "r", 0.0001);
        add("2", "", "m", "u", 1.999);
        add("3", "", "m", "t", 2);
        List<Times.Bin> bins = standings().times().bins();
        assertThat(bins.getFirst()).isEqualTo(new Times.Bin(0.001, 0.002, 1, 0, 0));
        assertThat(bins.getLast()).isEqualTo(new Times.Bin(2, 5, 0, 1, 0));
        assertThat(bins.get(bins.size() - 2)).isEqualTo(new Times.Bin(1, 2, 0, 0, 1));
        assertThat(bins).hasSize(11);
    }

    @Test
    void passAtKIsDrawnUpToTheFewestSamplesOfATask() {
        tasks("m", "ruu", "rrru");
        List<Curve.Point> points = standings().curves().getFirst().points();
        assertThat(points).extracting(Curve.Point::k).containsExactly(1, 2, 3);
        // 1/3 and 3/4; 2/3 and 1; 1 and 1
        assertThat(points).extracting(Curve.Point::value).containsExactly((1 / 3.0 + 3 / 4.0) / 2, (2 / 3.0 + 1) / 2,
                1.0);
        assertThat(points).allSatisfy(point -> assertThat(point.interval().low()).isLessThan(point.value()));
        tasks("once", "r", "u");
        assertThat(standings().curves()).extracting(Curve::model).containsExactly("m");
    }

    private Standings standings() {
        var run = new RunRecord(new RunInfo("r", "s", List.of(new Part("part", "human-eval", "f", true,
                Optional.empty())), 1, 1, "1"), results);
        return Standings.of(run, Tally.of(run));
    }

    /// The verdicts of the tasks 1, 2 and so on, a letter a sample.
    private void tasks(String model, String... verdicts) {
        for (int at = 0; at < verdicts.length; at++) add(String.valueOf(at + 1), "", model, verdicts[at], 1);
    }

    private void add(String id, String repository, String model, String verdicts, double seconds) {
        for (int sample = 0; sample < verdicts.length(); sample++) {
            Verdict verdict = switch (verdicts.charAt(sample)) {
                case 'r' -> new Verdict.Resolved();
                case 't' -> new Verdict.TimedOut();
                case 'e' -> new Verdict.Error();
                default -> new Verdict.Unresolved();
            };
            var row = JsonNodeFactory.instance.objectNode().put("repo", repository);
            var seen = new Observation("main", "check", 0, new Ending.Exited(0), new byte[0], 0,
                    Duration.ofNanos(Math.round(seconds * 1e9)), Duration.ZERO, 0, Set.of(), 0);
            results.add(new Result(new Task(id, "part", "fixture", row), model, sample,
                    Optional.of(new Prediction(id, model, sample, "x")),
                    new Evidence("sha256:0", List.of(seen), Optional.empty()),
                    new Grade(verdict, verdict, verdict, "why", List.of())));
        }
    }
}
