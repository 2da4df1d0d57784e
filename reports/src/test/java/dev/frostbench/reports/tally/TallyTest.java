package dev.frostbench.reports.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class TallyTest {

    private static final String GOOD = "+";
    private static final String UNPROVED = "?";

    @Test
    void oneRightOfNineIsNotAHundredPercent() {
        RunRecord run = run("human-eval", answers("a", "", "+--------"));
        var total = Tally.of(run).totals().getFirst();
        assertThat(total.rate()).isEqualTo(1.0 / 9);
        assertThat(total.headline()).isEqualTo("pass@1");
        assertThat(SummaryText.render(run)).isEqualTo("""
                s: pass@1 0.1111 (11.1 %) from 9 samples of 1 selected tasks, of which 1 have a resolved one; the whole suite has 5
                  p: 1 tasks, 9 samples, resolved 1, unresolved 8, pass@1 0.1111
                """);
        assertThat(Tally.of(run).lines()).contains(new Tally.Line("*", "resolved_rate", "0.111111", ""),
                new Tally.Line("*", "pass@1", "0.111111", ""), new Tally.Line("p", "pass@1", "0.111111", ""));
        assertThat(Tally.of(run).lines()).noneMatch(line -> line.metric().equals("tasks_resolved"));
    }

    @Test
    void everyTaskWeighsTheSameHoweverManySamplesItHas() {
        RunRecord run = run("human-eval", answers("a", "", "++++++++"), answers("b", "", "-+"), answers("c", "", "-"),
                answers("d", "", ""));
        assertThat(Tally.of(run).totals().getFirst().rate()).isEqualTo((1 + 0.5 + 0 + 0) / 4);
        assertThat(SummaryText.render(run)).startsWith(
                "s: pass@1 0.3750 (37.5 %) from 11 samples of 4 selected tasks, of which 2 have a resolved one;");
    }

    @Test
    void unprovedSamplesMakeTheSecondRate() {
        RunRecord run = run("human-eval", answers("a", "", "+?--"));
        assertThat(Tally.of(run).totals().getFirst().rate()).isEqualTo(0.25);
        assertThat(Tally.of(run).totals().getFirst().rateOrUnproved()).isEqualTo(0.5);
        assertThat(SummaryText.render(run)).contains("with the unproved ones: pass@1 0.5000 (50.0 %)\n");
    }

    @Test
    void aKThatWasAskedForIsToldOrItIsSaidWhyNot() {
        RunRecord run = run("human-eval", answers("a", "", "+--------"), answers("b", "", "--------"),
                answers("c", "", ""));
        Tally tally = Tally.of(run, Estimates.of(List.of(10, 5, 1, 5)));
        assertThat(tally.totals().getFirst().passAtK()).containsOnlyKeys(1, 5);
        assertThat(tally.totals().getFirst().passAtK().get(5)).isEqualTo((5.0 / 9) / 3,
                org.assertj.core.data.Offset.offset(1e-12));
        assertThat(SummaryText.render(run, tally)).contains("\n  pass@10 cannot be told: task 'a' has 9 samples\n");
        assertThat(SummaryText.render(run)).doesNotContain("cannot be told");
    }

    /// The official tool's result for the same numbers: estimate_pass_at_k([9, 12], [1, 5], 5).mean() is
    /// 0.764520202020202.
    @Test
    void theMeanIsTheOfficialOne() {
        Tally tally = Tally.of(run("human-eval", answers("a", "", "+--------"), answers("b", "", "+++++-------")),
                Estimates.of(List.of(5)));
        assertThat(tally.totals().getFirst().passAtK().get(5)).isEqualTo(0.764520202020202,
                org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void twoModelsHaveARateEachAndNoneTogether() {
        RunRecord run = run("swe-bench", answers("a", "A", GOOD), answers("a", "B", "-"), answers("b", "A", GOOD),
                answers("b", "B", ""));
        Tally tally = Tally.of(run);
        assertThat(tally.totals()).extracting(total -> total.model() + " " + total.rate()).containsExactly("A 1.0",
                "B 0.0");
        assertThat(tally.lines().stream().filter(line -> line.metric().equals("resolved_rate")))
                .extracting(Tally.Line::model).containsExactly("A", "B", "A", "B");
        assertThat(SummaryText.render(run)).isEqualTo("""
                s, model A: resolved 2 of 2 selected tasks (100.0 %); the whole suite has 5
                s, model B: resolved 0 of 2 selected tasks (0.0 %); the whole suite has 5
                  p, model A: 2 of 2, resolved 2
                  p, model B: 0 of 2, unresolved 1, missing 1
                """);
    }

    @Test
    void modelsOfDifferentPartsMakeOneRun() {
        List<Result> results = new ArrayList<>(answers("p", "a", "", "+"));
        results.addAll(answers("q", "b", "m", "-"));
        Tally tally = Tally.of(new RunRecord(
                new RunInfo("r", "s",
                        List.of(new Part("p", "human-eval", "f", true, Optional.of("human-eval")),
                                new Part("q", "swe-bench", "f", false, Optional.of("swe-bench"))),
                        2, 2,
                        "1"),
                results));
        assertThat(tally.totals()).singleElement().extracting(Tally.Count::rate).isEqualTo(0.5);
        assertThat(tally.parts()).extracting(part -> part.name() + part.model()).containsExactly("p", "qm");
    }

    @Test
    void severalRunsOfOneModelAreSamplesAndNotTheBestOfThem() {
        assertThat(Tally.of(run("swe-bench", answers("a", "m", "+-"))).totals().getFirst().rate()).isEqualTo(0.5);
    }

    @SafeVarargs
    private static RunRecord run(String kind, List<Result>... tasks) {
        List<Result> results = new ArrayList<>();
        for (List<Result> task : tasks) results.addAll(task);
        return new RunRecord(new RunInfo("r", "s", List.of(new Part("p", kind, "f", !kind.equals("swe-bench"),
                Optional.empty())), tasks.length, 5, "1"), results);
    }

    private static List<Result> answers(String task, String model, String verdicts) {
        return answers("p", task, model, verdicts);
    }

    /// @param verdicts one sample a letter; a task without any was not answered
    private static List<Result> answers(String part, String task, String model, String verdicts) {
        List<Result> results = new ArrayList<>();
        for (int at = 0; at < verdicts.length(); at++) {
            String letter = verdicts.substring(at, at + 1);
            results.add(result(part, task, model, at, Optional.of(new Prediction(task, model, at, letter)),
                    letter.equals(GOOD) ? new Verdict.Resolved()
                            : letter.equals(UNPROVED) ? new Verdict.Unproved() : new Verdict.Unresolved()));
        }
        if (results.isEmpty()) results.add(result(part, task, model, 0, Optional.empty(), new Verdict.Missing()));
        return results;
    }

    private static Result result(String part, String task, String model, int sample, Optional<Prediction> prediction,
            Verdict verdict) {
        return new Result(new Task(task, part, "host", JsonNodeFactory.instance.objectNode()), model, sample,
                prediction,
                new Evidence("", List.of(), Optional.empty()),
                new Grade(verdict, verdict, verdict, "a cause", List.of()));
    }
}
