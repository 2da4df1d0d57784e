package dev.frostbench.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.frostbench.reports.comparison.Comparer.Match;
import dev.frostbench.reports.comparison.ScoredRun.Sample;
import dev.frostbench.suites.grading.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// What is said of two runs.
class ComparisonTest {

    @ParameterizedTest
    @CsvSource({"+, +, still passing", "+, x, broken", "+, t, broken", "+, m, broken", "x, +, fixed",
            "x, t, still failing", "m, x, still failing", "+, e, error", "e, x, error", "e, e, error",
            "++, +x, newly flaky", "xx, x+, newly flaky", "+x, +x, flaky as before", "+x, xx, flaky as before",
            "+x, ++, flaky as before", "+e, x, broken", "++++++++++, +xxxxxxxxx, broken",
            "++++++++++, +++++++++x, newly flaky", "+xxxxxxxxx, ++++++++++, fixed", "+++++++++x, xxxxxxxxxx, broken"})
    void aTaskChangesAsItsSamplesSay(String base, String now, String change) {
        Comparison comparison = SomeRuns.compare(SomeRuns.run("a", "task=" + base, "other=+"),
                SomeRuns.run("b", "task=" + now, "other=+"));
        assertThat(comparison.tasks().getFirst().change().word()).isEqualTo(change);
    }

    @Test
    void aTaskOfOneRunAloneAndAnotherTaskOfTheSameIdAreNoPairs() {
        List<Sample> samples = new ArrayList<>(SomeRuns.samples("model", "same=+", "new=x"));
        samples.add(new Sample("other", "p", "another row", "model", new Verdict.Unresolved(), "", Duration.ZERO,
                OptionalDouble.empty()));
        ScoredRun base = SomeRuns.run("a", "same=+", "gone=+", "other=+");
        ScoredRun now = SomeRuns.run("b", 0, SomeRuns.sheet(), samples);
        Comparison comparison = SomeRuns.compare(base, now);
        assertThat(comparison.tasks()).extracting(TaskChange::task, TaskChange::change).containsExactly(
                tuple("same", Change.STILL_PASSING), tuple("gone", Change.ONLY_IN_BASE),
                tuple("other", Change.OTHER_TASK), tuple("new", Change.ONLY_IN_NEW));
        assertThat(comparison.estimate().orElseThrow().base().tasks()).isEqualTo(1);
        Comparison anyRow = new Comparer(0.01, true)
                .compare(new Match(base, now, List.of(), List.of(), false)).getFirst();
        assertThat(anyRow.of(Change.BROKEN)).extracting(TaskChange::task).containsExactly("other");
    }

    /// Nights of one task; the base is the night before the last.
    @ParameterizedTest
    @CsvSource({"++++++++++x, broken", "+++++x++++x, flaky as before", "xxxxx+++++x, flaky as before",
            "+++++++++xx, still failing", "x+x+x+x+x+x, flaky as before", "+x+++++++++, still passing",
            "xxxxxxxxxxx, still failing", "xxxxxxxxxx+, fixed"})
    void aFlakyTaskIsNotBrokenByOneMoreFailure(String nights, String change) {
        assertThat(lastNight(nights).change().word()).isEqualTo(change);
    }

    @Test
    void aFlakyTaskThatReallyBrokeIsToldOnceWhenItIsProved() {
        String past = "++++x+++++"; // fails one of ten
        List<String> told = IntStream.rangeClosed(1, 6)
                .mapToObj(failures -> lastNight(past + "x".repeat(failures)).change().word()).toList();
        assertThat(told).as("0.1, then 0.01").containsExactly("flaky as before", "broken", "still failing",
                "still failing", "still failing", "still failing");
        assertThat(lastNight(past + "xx").why())
                .isEqualTo("fails 2 of 2 now, after 1 of 10 before; chance at its own rate 0.0100");
    }

    @Test
    void nightsOfTheBaseSayWhatIsFlakyToo() {
        List<ScoredRun> before = List.of(SomeRuns.run("1", "task=x"), SomeRuns.run("2", "task=+"));
        Comparison comparison = SomeRuns.compare(new Match(SomeRuns.run("base", "task=+"),
                SomeRuns.run("branch", "task=x"), before, List.of(), false));
        assertThat(comparison.tasks().getFirst().change()).isEqualTo(Change.FLAKY);
        assertThat(comparison.earlierRuns()).isEqualTo(2);
    }

    @Test
    void aFixedBaseDoesNotHideWhatBrokeSeveralNightsAgo() {
        List<ScoredRun> nights = List.of(SomeRuns.run("1", "task=x"), SomeRuns.run("2", "task=x"),
                SomeRuns.run("3", "task=x"));
        Comparison comparison = SomeRuns.compare(new Match(SomeRuns.run("release", "task=+"),
                SomeRuns.run("4", "task=x"), List.of(), nights, false));
        assertThat(comparison.tasks().getFirst().change()).isEqualTo(Change.BROKEN);
    }

    @Test
    void theNumbersAreThoseOfThePairsAlone() {
        Estimate estimate = SomeRuns.compare(SomeRuns.run("a", "1=+", "2=+", "3=+", "4=x", "5=e", "6=+"),
                SomeRuns.run("b", "1=+", "2=x", "3=t", "4=+", "5=x", "6=e")).estimate().orElseThrow();
        assertThat(estimate.base()).isEqualTo(new Rate(3, 4));
        assertThat(estimate.now()).isEqualTo(new Rate(2, 4));
        assertThat(estimate.worse()).isEqualTo(2);
        assertThat(estimate.better()).isEqualTo(1);
        assertThat(estimate.p()).isEqualTo(1);
        assertThat(estimate.test()).isEqualTo("McNemar's exact test");
    }

    @Test
    void severalSamplesAreTheShareThatPassedTaskByTask() {
        Estimate estimate = SomeRuns.compare(SomeRuns.run("a", "1=++", "2=+x", "3=xe"),
                SomeRuns.run("b", "1=+xxx", "2=++", "3=x")).estimate().orElseThrow();
        assertThat(estimate.base().value()).isCloseTo((1 + 0.5 + 0) / 3, within(1e-12));
        assertThat(estimate.now().value()).isCloseTo((0.25 + 1 + 0) / 3, within(1e-12));
        assertThat(estimate.test()).startsWith("exact sign test");
    }

    @Test
    void noTaskWithAVerdictInBothIsNoEstimate() {
        assertThat(SomeRuns.compare(SomeRuns.run("a", "1=e"), SomeRuns.run("b", "1=+")).estimate()).isEmpty();
    }

    @Test
    void modelsAreComparedWithTheirNamesakesOrWithTheOnlyOne() {
        var two = new ArrayList<>(SomeRuns.samples("m1", "1=+"));
        two.addAll(SomeRuns.samples("m2", "1=x"));
        ScoredRun several = SomeRuns.run("b", 0, SomeRuns.sheet(), two);
        Match match = new Match(SomeRuns.run("a", 0, "m2", "1=+"), several, List.of(), List.of(), false);
        assertThat(new Comparer(0.01, false).compare(match)).extracting(each -> each.now().model())
                .containsExactly("m1", "m2");
        Match back = new Match(several, SomeRuns.run("a", 0, "m3", "1=+"), List.of(), List.of(), false);
        assertThat(new Comparer(0.01, false).compare(back)).isEmpty();
        assertThat(Comparer.alone(back)).containsExactly("m3");
    }

    @Test
    void severalComparisonsAreCorrectedForTheirNumber() {
        String[] good = IntStream.range(0, 7).mapToObj(at -> at + "=+").toArray(String[]::new);
        String[] bad = IntStream.range(0, 7).mapToObj(at -> at + "=x").toArray(String[]::new);
        Comparison one = SomeRuns.compare(SomeRuns.run("a", good), SomeRuns.run("b", bad));
        double p = one.estimate().orElseThrow().p();
        assertThat(p).isCloseTo(2 / 128.0, within(1e-12));
        ComparisonReport three = ComparisonReport.of(List.of(one, one, one, one), List.of(), 0.01);
        assertThat(three.comparisons()).allSatisfy(
                each -> assertThat(each.estimate().orElseThrow().adjusted()).isCloseTo(4 * p, within(1e-12)));
        assertThat(new FailRule.Significant().broken(three)).isEmpty();
        assertThat(new FailRule.Significant().broken(report(one))).hasSize(1);
    }

    @Test
    void aRuleIsBrokenByWhatItNamesAndByNothingElse() {
        ComparisonReport worse = report(SomeRuns.compare(SomeRuns.run("a", "1=+", "2=+", "3=x", "4=x"),
                SomeRuns.run("b", "1=x", "2=+", "3=x", "4=x")));
        ComparisonReport better = report(SomeRuns.compare(SomeRuns.run("a", "1=x", "2=x", "3=x"),
                SomeRuns.run("b", "1=+", "2=+", "3=x")));
        assertThat(new FailRule.Broken().broken(worse)).containsExactly("broken: 1");
        assertThat(new FailRule.RateLoss(24.9).broken(worse))
                .containsExactly("the rate fell by 25.00 points, more than 24.9");
        assertThat(new FailRule.RateLoss(25).broken(worse)).isEmpty();
        assertThat(new FailRule.Significant().broken(worse)).isEmpty();
        for (FailRule rule : List.of(new FailRule.Broken(), new FailRule.RateLoss(0), new FailRule.Significant()))
            assertThat(rule.broken(better)).isEmpty();
    }

    @Test
    void everyDifferenceBesideTheAnswersIsToldAndTheGraveOnesAreKnown() {
        var other = SomeRuns.sheet().put("run_id", "y").put("frostbench", "0.2").put("timeout_seconds", 3);
        ((ObjectNode) other.path("parts").get(0)).put("kind", "human-eval")
                .putObject("limits").put("memory_bytes", 2);
        List<Difference> all = Differences.between(SomeRuns.run("a", "1=+"),
                SomeRuns.run("b", 0, other, SomeRuns.samples("model", "1=+")));
        assertThat(all).containsExactly(new Difference("frostbench", "0.1", "0.2", false),
                new Difference("parts/p/limits/memory_bytes", "1", "2", false),
                new Difference("timeout_seconds", "-", "3", false));
        assertThat(Differences.between(SomeRuns.run("a", "1=+"), SomeRuns.run("b", 9, "other", "1=x"))).isEmpty();
    }

    @Test
    void theTextIsTheSameInEveryLocale() {
        ComparisonReport report = report(SomeRuns.compare(SomeRuns.run("a", "1=+x", "2=+", "İ=+"),
                SomeRuns.run("b", "1=+x", "2=x", "İ=e")));
        Locale before = Locale.getDefault();
        try {
            List<String> texts = new ArrayList<>();
            for (String tag : List.of("", "de-DE", "tr-TR", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                texts.add(new ComparisonText(20).render(report) + ComparisonMarkdown.render(report)
                        + JunitXml.render(report) + CtrfJson.render(report, "1"));
            }
            assertThat(texts).allMatch(texts.getFirst()::equals);
            assertThat(texts.getFirst()).contains("75.0 %", "25.0 %", "left out of every number");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static TaskChange lastNight(String nights) {
        List<ScoredRun> runs = new ArrayList<>();
        for (int at = 0; at < nights.length(); at++)
            runs.add(SomeRuns.run("night-" + at, at, "model", "task=" + nights.charAt(at)));
        List<ScoredRun> series = runs.subList(0, runs.size() - 1);
        return SomeRuns.compare(new Match(series.getLast(), runs.getLast(), List.of(), series, true)).tasks()
                .getFirst();
    }

    private static ComparisonReport report(Comparison comparison) {
        return ComparisonReport.of(List.of(comparison), List.of(), Comparer.ALPHA);
    }
}
