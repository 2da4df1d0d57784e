package dev.frostbench.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.Frostbench;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `report` of several runs: one page for all their models.
class ReportCommandTest {

    private static final Verdict YES = new Verdict.Resolved();
    private static final Verdict NO = new Verdict.Unresolved();

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void severalRunsHaveTheirModelsSideBySideTaskByTask() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        run("b", "right", "1", "row", Map.of("two", YES));
        Said said = report("--out", at("page"), at("a"), at("b"));
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(scores("page")).containsExactly("one left resolved", "one right missing", "two left unresolved",
                "two right resolved");
        assertThat(Files.readString(folder.resolve("page/index.html"))).contains("left", "right");
        assertThat(folder.resolve("page/official")).doesNotExist();
        assertThat(folder.resolve("a/index.html")).doesNotExist();
    }

    @Test
    void answersOfOneModelGoUnderTheirRunsNames() throws Exception {
        run("a", "same", "1", "row", Map.of("one", YES, "two", NO));
        run("b", "same", "1", "row", Map.of("one", NO, "two", NO));
        run("c", "", "1", "row", Map.of("one", NO, "two", YES));
        assertThat(report("--out", at("page"), at("a"), at("b"), at("c")).code()).isZero();
        assertThat(scores("page")).contains("one same (a) resolved", "one same (b) unresolved",
                "two c resolved");
    }

    @Test
    void aRunWithoutAnswersHasItsPlace() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        run("none", "right", "1", "row", Map.of());
        assertThat(report("--out", at("page"), at("a"), at("none")).code()).isZero();
        assertThat(scores("page")).contains("one none missing", "two none missing");
    }

    @Test
    void thePageCanBeWrittenAgain() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        run("b", "right", "1", "row", Map.of("one", NO, "two", NO));
        assertThat(report("--out", at("page"), at("a")).code()).isZero();
        assertThat(report("--out", at("page"), at("a"), at("b")).code()).isZero();
        assertThat(scores("page")).hasSize(4);
    }

    @Test
    void runsOfOtherRowsOrGradersAreRefusedAndNothingIsWritten() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        run("rows", "right", "1", "other", Map.of("one", YES, "two", NO));
        run("grader", "right", "2", "row", Map.of("one", YES, "two", NO));
        Said rows = report("--out", at("page"), at("a"), at("rows"));
        assertThat(rows.code()).isEqualTo(2);
        assertThat(rows.err()).contains(at("rows"), "its tasks are not those of " + at("a"));
        Said grader = report("--out", at("page"), at("a"), at("grader"));
        assertThat(grader.code()).isEqualTo(2);
        assertThat(grader.err()).contains("grader_version is '2', and '1' in " + at("a"));
        assertThat(folder.resolve("page")).doesNotExist();
    }

    @Test
    void whatAFolderHoldsOfSomebodyElseStays() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        Path logs = Files.createDirectories(folder.resolve("mine/logs"));
        assertThat(report("--out", at("mine"), at("a")).code()).isEqualTo(2);
        assertThat(logs).exists();
        Said own = report("--out", at("a"), at("a"));
        assertThat(own.code()).isEqualTo(2);
        assertThat(own.err()).contains("holds a run already");
    }

    @Test
    void severalRunsNeedAPlace() throws Exception {
        run("a", "left", "1", "row", Map.of("one", YES, "two", NO));
        Said said = report(at("a"), at("a"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("add --out DIR");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /// Task, model and verdict of each line.
    private List<String> scores(String page) throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve(page).resolve("scores.csv"));
        return lines.stream().skip(1).map(line -> line.split(","))
                .map(cells -> cells[0] + " " + cells[4].replace("\"", "") + " " + cells[2]).toList();
    }

    private void run(String name, String model, String grader, String row, Map<String, Verdict> verdicts)
            throws Exception {
        var info = new RunInfo(name, "suite",
                List.of(new RunRecord.Part("p", "command", "f", false, Optional.empty())), 2, 2, grader);
        ObjectNode cells = JsonNodeFactory.instance.objectNode().put("row", row);
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Began(Instant.parse("2026-11-28T20:15:18Z"), List.of("run", "suite"),
                new RunRecord.Machine("h", "Linux", "", 2, 1 << 30)));
        entries.add(new Entry.Started(info, JsonNodeFactory.instance.objectNode()));
        for (String task : List.of("one", "two"))
            entries.add(new Entry.Planned(new Task(task, "p", "host", cells), verdicts.containsKey(task)
                    ? List.of(new Entry.Sample(new Prediction(task, model, 0, "an answer\n"), "key"))
                    : List.of()));
        entries.add(new Entry.PlanEnded("x"));
        verdicts.forEach((task, verdict) -> entries.add(new Entry.Finished(task, 0, "key",
                new Evidence("sha256:0", List.of(), Optional.empty()),
                new Grade(verdict, verdict, verdict, "why", List.of()))));
        Path place = Files.createDirectory(folder.resolve(name));
        try (Ledger ledger = Ledger.open(place, RecordedRun.read(place))) {
            for (Entry entry : entries) ledger.append(entry, () -> {});
        }
    }

    private static Said report(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(words));
        int code = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
