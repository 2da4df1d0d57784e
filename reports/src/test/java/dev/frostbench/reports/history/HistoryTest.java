package dev.frostbench.reports.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.comparison.Rate;
import dev.frostbench.reports.comparison.ScoredRun;
import dev.frostbench.reports.comparison.SomeRuns;
import dev.frostbench.reports.csv.HistoryCsv;
import dev.frostbench.reports.drawing.HistoryDrawing;
import dev.frostbench.reports.html.HistoryPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs night after night.
class HistoryTest {

    private static final List<ScoredRun> NIGHTS = List.of(night(0, "steady=+", "there=+", "broke=+", "mixed=+x"),
            night(1, "steady=+", "there=x", "broke=+", "mixed=++"), night(2, "steady=+", "there=e", "broke=+"),
            night(3, "steady=+", "there=+", "broke=x", "mixed=++"));

    private static ScoredRun night(int number, String... tasks) {
        return SomeRuns.run("night-" + number, number, "model", tasks);
    }

    private static Series series() {
        return History.of("nights", NIGHTS, List.of()).series().getFirst();
    }

    @Test
    void aTaskIsFlakyIfItWentThereAndBackOrHadBothInANight() {
        assertThat(series().flaky()).extracting(TaskHistory::task).containsExactly("there", "mixed");
        assertThat(series().flaky().getFirst().changes()).as("the error between is none").isEqualTo(2);
    }

    @Test
    void aNightCountsItsVerdictsAndTellsErrorsApart() {
        List<Night> nights = series().nights();
        assertThat(nights).extracting(Night::rate).containsExactly(new Rate(3.5, 4), new Rate(3, 4), new Rate(2, 2),
                new Rate(3, 4));
        assertThat(nights).extracting(Night::errors).containsExactly(0, 0, 1, 0);
        assertThat(nights).extracting(Night::newlyFailing).containsExactly(0, 1, 0, 1);
        assertThat(nights).extracting(Night::newlyPassing).containsExactly(0, 1, 0, 1);
        assertThat(nights).extracting(Night::flaky).containsExactly(1, 1, 1, 2);
    }

    @Test
    void suitesAndModelsHaveSeriesOfTheirOwn() {
        History history = History.of("nights", List.of(night(0, "a=+"), SomeRuns.run("x", 1, "other", "a=x")),
                List.of());
        assertThat(history.series()).extracting(Series::model).containsExactly("model", "other");
    }

    @Test
    void thePageTheTextAndTheFilesShowTheSameNumbers() throws Exception {
        History history = History.of("nights", NIGHTS, List.of("night-4: is not finished"));
        assertThat(new HistoryText(20).render(history)).contains("75.0 %", "0:01:03", "skipped: night-4")
                .doesNotContain("steady").contains(".FE.  there  2 changes", "m.-.  mixed");
        assertThat(HistoryCsv.nights(history).lines()).hasSize(5).last().asString()
                .isEqualTo("suite,model,night-3,id-night-3,2026-11-04T02:00:00Z,63.000,,4,0,3.000000,0.750000,0.300642,"
                        + "0.954413,1,1,2,");
        assertThat(HistoryCsv.flaky(history).lines()).last().asString()
                .isEqualTo("suite,model,mixed,p,3,1,1,mixed passed absent passed");
        assertThat(HistoryPage.of(history)).contains("75.0 %", "night-3", "night-4: is not finished")
                .doesNotContain("NaN", "<script");
    }

    @Test
    void costsAreShownWhereAnswersSayThem() throws Exception {
        List<ScoredRun> dear = List.of(night(0, "a=+"), SomeRuns.costing(night(1, "a=++", "b=x"), 0.2));
        History history = History.of("nights", dear, List.of());
        assertThat(new HistoryText(20).render(history)).contains("  COST  ", "          -  ", "    $0.6000  ");
        assertThat(HistoryCsv.nights(history).lines().toList().get(1)).contains(",60.000,,1,");
        assertThat(HistoryCsv.nights(history).lines().toList().get(2)).contains(",61.000,0.600000,2,");
        assertThat(HistoryJson.of(history).at("/series/0/nights/1/cost_usd").asDouble()).isEqualTo(0.2 + 0.2 + 0.2);
        assertThat(HistoryDrawing.of(history.series().getFirst()).costs()).singleElement()
                .satisfies(bar -> assertThat(bar.title()).isEqualTo("night-1: $0.6000"));
        assertThat(HistoryPage.of(history)).contains("Cost of the answers", "<td class=\"number\">$0.6000</td>");

        History unknown = History.of("nights", NIGHTS, List.of());
        assertThat(new HistoryText(20).render(unknown)).doesNotContain("COST");
        assertThat(HistoryPage.of(unknown)).doesNotContain("Cost of the answers", ">cost<");
    }

    @Test
    void aSingleNightIsDrawnToo() {
        HistoryDrawing drawing = HistoryDrawing
                .of(History.of("n", NIGHTS.subList(0, 1), List.of()).series().getFirst());
        assertThat(drawing.dots()).singleElement().extracting(HistoryDrawing.Dot::x).isEqualTo("500.00");
        assertThat(drawing.line()).isEqualTo("M500.00 20.00");
        assertThat(drawing.changes()).isEmpty();
    }
}
