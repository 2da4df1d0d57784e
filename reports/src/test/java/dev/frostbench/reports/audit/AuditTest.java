package dev.frostbench.reports.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.Reports;
import dev.frostbench.reports.audit.Answer.State;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.audit.Question;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class AuditTest {

    private static final Verdict RESOLVED = new Verdict.Resolved();
    private static final Verdict UNRESOLVED = new Verdict.Unresolved();
    private static final Verdict TAMPERED = new Verdict.Tampered();
    private static final Verdict UNPROVED = new Verdict.Unproved();
    private static final Verdict TIMED_OUT = new Verdict.TimedOut();
    private static final Verdict REJECTED = new Verdict.PatchRejected();
    private static final Verdict ERROR = new Verdict.Error();

    @Test
    void aTaskThatAnswersAsItShouldHasNoLineAndIsCounted() {
        Audit audit = audit(task("a", RESOLVED, UNRESOLVED, RESOLVED, TAMPERED));
        assertThat(audit.allRight()).isTrue();
        assertThat(AuditText.of(audit)).isEqualTo("""
                1 task, of which 1 gives all four answers as it should
                gold should score 1: right 1 (runs: resolved 1)
                nothing should score 0: right 1 (runs: unresolved 1)
                comment should score 1: right 1 (runs: resolved 1)
                cheat should score 0: right 1 (runs: tampered 1)
                the official verdict is fooled in 1 of 1 tasks (cheat: source 1 of 1)
                """);
    }

    @Test
    void everyWrongAnswerIsNamedByItsVerdict() {
        Audit audit = audit(task("a", UNPROVED, UNRESOLVED, RESOLVED, UNRESOLVED),
                task("b", TIMED_OUT, RESOLVED, TAMPERED, RESOLVED),
                task("c", RESOLVED, UNRESOLVED, REJECTED, TIMED_OUT));
        assertThat(audit.allRight()).isFalse();
        assertThat(AuditText.of(audit)).startsWith("""
                task  gold        nothing     comment          cheat       why
                a     unproved!   unresolved  resolved         unresolved  gold: unproved: why of a
                b     timed_out!  resolved!   tampered!        resolved!   \
                gold: timed_out: why of b; empty: resolved: why of b; gold with a comment: tampered: why of b; \
                cheat: source: resolved: why of b
                c     resolved    unresolved  patch_rejected!  timed_out   gold with a comment: patch_rejected: why of c
                3 tasks, of which 0 give all four answers as they should
                gold should score 1: right 1, wrong 2 (runs: resolved 1, timed_out 1, unproved 1)
                """);
    }

    /// A cheat that is unproved or times out has no score, which is all that is asked of it.
    @Test
    void whatHasNoScoreIsTheRightAnswerToACheat() {
        for (Verdict verdict : List.of(UNRESOLVED, TAMPERED, UNPROVED, TIMED_OUT))
            assertThat(audit(task("a", RESOLVED, UNRESOLVED, RESOLVED, verdict)).allRight()).as(verdict.word())
                    .isTrue();
    }

    @Test
    void aCheatThatCouldNotBeAppliedCountsOnlyIfThereIsNoOther() {
        List<Result> task = task("a", RESOLVED, UNRESOLVED, RESOLVED, REJECTED);
        TaskAudit alone = audit(task).tasks().getFirst();
        assertThat(alone.state(Question.CHEAT)).isEqualTo(State.NOT_ASKED);
        assertThat(alone.isRight()).isFalse();
        assertThat(alone.why()).isEqualTo("cheat: source: patch_rejected: why of a");
        task.add(result("a", "cheat: runner", 0, UNRESOLVED));
        TaskAudit beside = audit(task).tasks().getFirst();
        assertThat(beside.isRight()).isTrue();
        assertThat(AuditText.counts(audit(task))).last().asString()
                .isEqualTo("the official verdict is fooled in 0 of 1 tasks (cheat: runner 0 of 1)");
    }

    @Test
    void aQuestionThatNobodyCanAskIsNotAsked() {
        List<Result> task = new ArrayList<>(List.of(result("a", "gold", 0, RESOLVED),
                result("a", "empty", 0, UNRESOLVED),
                new Result(new Task("a", "p", "host", JsonNodeFactory.instance.objectNode()), "cheat: source", 0,
                        Optional.empty(), new Evidence("", List.of(), Optional.empty()),
                        grade(new Verdict.Missing(), "a"))));
        Audit audit = audit(task);
        assertThat(audit.allRight()).isFalse();
        assertThat(AuditText.of(audit)).contains("a     resolved  unresolved  not_asked!  not_asked!  ")
                .contains("comment should score 1: not_asked 1\n");
    }

    @Test
    void troubleWithTheMachineIsNeitherRightNorWrong() {
        TaskAudit task = audit(task("a", ERROR, UNRESOLVED, RESOLVED, ERROR)).tasks().getFirst();
        assertThat(task.state(Question.GOLD)).isEqualTo(State.ERROR);
        assertThat(task.state(Question.CHEAT)).isEqualTo(State.ERROR);
        assertThat(task.isRight()).isFalse();
    }

    @Test
    void oneRunOfManyThatScoresOtherwiseIsWrong() {
        List<Result> task = task("a", RESOLVED, UNRESOLVED, RESOLVED, TAMPERED);
        task.add(result("a", "gold", 1, UNRESOLVED));
        task.add(result("a", "cheat: source", 1, UNRESOLVED));
        TaskAudit audited = audit(task).tasks().getFirst();
        assertThat(audited.state(Question.GOLD)).isEqualTo(State.WRONG);
        assertThat(audited.state(Question.CHEAT)).isEqualTo(State.RIGHT);
        assertThat(audited.to(Question.GOLD).getFirst().verdictCounts()).isEqualTo("resolved 1, unresolved 1");
        assertThat(audited.to(Question.GOLD).getFirst().why()).isEqualTo("unresolved: why of a");
    }

    @Test
    void theReportsOfAnAuditHaveItsListItsTableAndTheValidation(@TempDir Path folder) throws Exception {
        List<Result> results = new ArrayList<>(task("=a", RESOLVED, UNRESOLVED, RESOLVED, TAMPERED));
        results.addAll(task("<b>", UNPROVED, UNRESOLVED, RESOLVED, RESOLVED));
        Reports.render(run(Audit.PREDICTIONS, results), folder);
        assertThat(folder.resolve("audit.csv")).hasContent("""
                task_id,question,model,should_score,answer,runs,scored,verdicts,official_fooled,why
                '=a,gold,gold,1,right,1,1,resolved 1,,resolved: why of =a
                '=a,nothing,empty,0,right,1,0,unresolved 1,no,unresolved: why of =a
                '=a,comment,gold with a comment,1,right,1,1,resolved 1,,resolved: why of =a
                '=a,cheat,cheat: source,0,right,1,0,tampered 1,yes,tampered: why of =a
                <b>,gold,gold,1,wrong,1,0,unproved 1,,unproved: why of <b>
                <b>,nothing,empty,0,right,1,0,unresolved 1,no,unresolved: why of <b>
                <b>,comment,gold with a comment,1,right,1,1,resolved 1,,resolved: why of <b>
                <b>,cheat,cheat: source,0,wrong,1,1,resolved 1,yes,resolved: why of <b>
                """);
        assertThat(folder.resolve("validation.csv")).content().contains("'=a,valid,1,1,0,,", "<b>,unproved,1,0,0,,");
        assertThat(Files.readString(folder.resolve("index.html"))).contains("<h2>Audit</h2>",
                "<td>=a</td><td class=\"as-it-should\">resolved</td><td class=\"as-it-should\">unresolved</td>"
                        + "<td class=\"as-it-should\">resolved</td><td class=\"as-it-should\">tampered</td>"
                        + "<td>yes</td>",
                "<td>&lt;b&gt;</td><td class=\"not-so\">unproved!</td>");
    }

    @Test
    void theReportsOfAnotherRunHaveNone(@TempDir Path folder) throws Exception {
        Reports.render(run("gold", task("a", RESOLVED, UNRESOLVED, RESOLVED, TAMPERED)), folder);
        assertThat(folder.resolve("audit.csv")).doesNotExist();
        assertThat(folder.resolve("validation.csv")).doesNotExist();
        assertThat(Files.readString(folder.resolve("index.html"))).doesNotContain("<h2>Audit</h2>");
    }

    @SafeVarargs
    private static Audit audit(List<Result>... tasks) {
        List<Result> results = new ArrayList<>();
        for (List<Result> task : tasks) results.addAll(task);
        return Audit.of(run(Audit.PREDICTIONS, results));
    }

    private static RunRecord run(String predictions, List<Result> results) {
        return new RunRecord(
                new RunInfo("r", "s", List.of(new Part("p", "command", predictions, true, Optional.empty())),
                        2, 2, "1"),
                results);
    }

    /// The four answers of a task, one run each.
    private static List<Result> task(String id, Verdict gold, Verdict nothing, Verdict comment, Verdict cheat) {
        return new ArrayList<>(List.of(result(id, "gold", 0, gold), result(id, "empty", 0, nothing),
                result(id, "gold with a comment", 0, comment), result(id, "cheat: source", 0, cheat)));
    }

    private static Result result(String id, String model, int sample, Verdict verdict) {
        return new Result(new Task(id, "p", "host", JsonNodeFactory.instance.objectNode()), sample,
                Optional.of(new Prediction(id, model, sample, "x")), new Evidence("", List.of(), Optional.empty()),
                grade(verdict, id));
    }

    private static Grade grade(Verdict verdict, String id) {
        Verdict official = verdict instanceof Verdict.Tampered || verdict instanceof Verdict.Unproved ? RESOLVED
                : verdict;
        return new Grade(verdict, official, verdict, "why of " + id, List.of());
    }
}
