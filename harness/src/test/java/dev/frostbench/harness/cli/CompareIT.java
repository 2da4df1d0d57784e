package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Two real runs of the starter suite with different predictions, held against each other.
@Tag("sandbox")
class CompareIT {

    private static final Path STARTER = Launched.HOME.resolve("suites/starter");
    private static final List<String> TASKS = List.of("starter/9", "starter/15", "starter/18", "starter/20");

    @TempDir
    static Path folder;

    /// `nights/first` has the suite's own predictions. In `nights/second` task 15 is wrong, and task 20 is right.
    @BeforeAll
    static void twoNights() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        run(Files.readAllLines(STARTER.resolve("problems.predictions.jsonl")), "nights/first");
        List<String> other = new ArrayList<>();
        for (String line : Files.readAllLines(STARTER.resolve("problems.predictions.jsonl"))) {
            ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(line);
            switch (row.get("task_id").stringValue()) {
                case "starter/15" -> row.put("completion", "    return None\n");
                case "starter/20" -> row.put("completion", solution("starter/20"));
                default -> {}
            }
            other.add(row.toString());
        }
        run(other, "nights/second");
    }

    private static String solution(String task) throws IOException {
        for (String line : Files.readAllLines(STARTER.resolve("problems.jsonl"))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            if (row.get("task_id").stringValue().equals(task)) return row.get("canonical_solution").stringValue();
        }
        throw new IllegalArgumentException("no task " + task);
    }

    private static void run(List<String> predictions, String out) throws Exception {
        Path suite = Files.createDirectories(folder.resolve("suite"));
        Files.copy(STARTER.resolve("problems.jsonl"), suite.resolve("problems.jsonl"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.write(suite.resolve("answers.jsonl"), predictions);
        Files.writeString(suite.resolve("suite.yaml"), "name: starter\nkind: human-eval\ndataset: problems.jsonl\n"
                + "predictions: answers.jsonl\nfixture: host\ntimeout: 10s\n");
        var words = new ArrayList<>(List.of("run", "suite/suite.yaml", "--out", out));
        TASKS.forEach(task -> words.addAll(List.of("--instance", task)));
        said(words.toArray(String[]::new)).ended(0);
    }

    @Test
    void whatChangedIsToldAndWithoutARuleThatIsNoFailure() throws Exception {
        Launched said = compare().ended(0);
        assertThat(said.out()).contains("     1  broken", "     1  fixed", "     2  still passing",
                "of 4 pairs", "p = 1.0000 (McNemar's exact test, two-sided)")
                .containsPattern("(?s)broken\n  starter/15  resolved -> unresolved .*\nfixed\n  starter/20 ")
                .doesNotContain("the runs differ");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void eachRuleHasItsExitCode() throws Exception {
        assertThat(compare("--fail-on", "broken").ended(1).err())
                .isEqualTo("frostbench: --fail-on broken: broken: 1\n");
        compare("--fail-on", "rate:0", "--fail-on", "significant").ended(0);
        compare("--fail-on", "significant", "--fail-on", "broken").ended(1);
        for (String rule : List.of("", "brokn", "rate", "rate:", "rate:-1", "rate:101", "rate:NaN", "broken,rate:2"))
            assertThat(compare("--fail-on", rule).ended(2).err().lines()).singleElement().asString()
                    .contains("--fail-on '" + rule + "' is no rule");
        for (String alpha : List.of("0", "1", "NaN", "-1"))
            assertThat(compare("--alpha=" + alpha).ended(2).err().lines()).singleElement().asString()
                    .contains("is no chance");
    }

    @Test
    void aRateThatFellIsARegressionByItsPoints() throws Exception {
        assertThat(said("compare", "nights/second", "nights/first", "--fail-on", "broken").ended(1).out())
                .contains("broken\n  starter/20");
        said("run", "suite/suite.yaml", "--predictions", "empty", "--instance", "starter/9", "--out", "nothing")
                .ended(0);
        Launched said = said("compare", "nights/first", "nothing", "--fail-on", "rate:99.9").ended(1);
        assertThat(said.err()).contains("the rate fell by 100.00 points, more than 99.9");
        assertThat(said.out()).contains("only in base, left out of every number", "warning: the runs differ: ");
        said("compare", "nights/first", "nothing", "--fail-on", "rate:100").ended(0);
    }

    @Test
    void theFilesAreTheSameAtEveryCall() throws Exception {
        compare("--out", "once").ended(0);
        assertThat(compare("--out", "twice", "--fail-on", "broken").ended(1).out())
                .contains("reports: twice/comparison.html");
        List<String> names = List.of("comparison.csv", "comparison.html", "comparison.md", "junit.xml", "ctrf.json");
        for (String name : names)
            assertThat(folder.resolve("once").resolve(name)).hasSameBinaryContentAs(
                    folder.resolve("twice").resolve(name));
        assertThat(Files.readString(folder.resolve("once/junit.xml"))).contains("tests=\"4\" failures=\"1\"");
        assertThat(Files.readString(folder.resolve("once/comparison.md")))
                .startsWith("### Frostbench: 1 broken, 1 fixed\n").contains("`starter/15`");
        assertThat(Files.readAllLines(folder.resolve("once/comparison.csv"))).hasSize(5);
        assertThat(compare("--out", "suite/suite.yaml").ended(2).err()).contains("is a file");
    }

    @Test
    void aFolderOfNightsStandsForItsNewestRunAndTheOneBefore() throws Exception {
        assertThat(said("compare", "nights", "nights").ended(0).out()).contains("base  nights/first",
                "new   nights/second");
        assertThat(said("compare", "nights", "nights/second").ended(0).out()).contains("base  nights/first");
        Launched first = said("compare", "nights", "nights/first", "--fail-on", "broken").ended(0);
        assertThat(first.out()).contains("is the first finished run of its suite in nights");
    }

    @Test
    void verdictsThatMeanSomethingElseAreRefused() throws Exception {
        said("run", Launched.HOME.resolve("docs/examples/01-command/suite.yaml").toString(), "--instance", "count",
                "--out", "other").ended(0);
        assertThat(said("compare", "nights/first", "other").ended(2).err())
                .contains("other: suite/name is 'small-programs', and 'starter' in nights/first", "--allow-different");
        assertThat(said("compare", "nights/first", "other", "--allow-different").ended(2).err())
                .contains("have no task on which both have a verdict");
        assertThat(said("compare", "nights", "other", "--fail-on", "broken").ended(2).err())
                .contains("holds no finished run of suite 'small-programs'");
        assertThat(said("compare", "nights", "nowhere").ended(2).err()).contains("is not there");
    }

    @Test
    void damagedAndUnfinishedRunsAreToldAndSkipped() throws Exception {
        Path nights = Files.createDirectories(folder.resolve("some/nights"));
        for (String name : List.of("first", "second")) copy(folder.resolve("nights/" + name), nights.resolve(name));
        List<String> lines = Files.readAllLines(folder.resolve("nights/second/ledger.jsonl"));
        write(nights.resolve("damaged"), lines.subList(1, lines.size()));
        List<String> unfinished = lines.stream().filter(line -> !line.contains("\"entry\":\"finished\"")).toList();
        int planned = (int) unfinished.stream().takeWhile(line -> !line.contains("\"entry\":\"ended\"")).count();
        write(nights.resolve("unfinished"), unfinished.subList(0, planned));
        write(nights.resolve("unplanned"), lines.subList(0, 1));
        Files.createSymbolicLink(nights.resolve("latest"), Path.of("second"));
        Launched said = said("history", "some/nights", "--out", "history").ended(0);
        assertThat(said.out()).contains(": 2 runs", "skipped: some/nights/unfinished: is not finished, 4 not tried yet")
                .containsPattern("skipped: some/nights/damaged/ledger.jsonl:1: this record is damaged")
                .contains("skipped: ").contains("stopped before its first task")
                .containsPattern("(?s)some/nights/first\n.*some/nights/second\n");
        assertThat(Files.readAllLines(folder.resolve("history/history.csv"))).hasSize(3);
        assertThat(Files.readString(folder.resolve("history/history.html"))).contains("not tried yet");
        assertThat(said("compare", "some/nights", "some/nights").ended(0).out())
                .contains("new   some/nights/second", "note: skipped: some/nights/unfinished");
        assertThat(said("compare", "nights/first", "some/nights/unfinished").ended(2).err())
                .contains("have no task on which both have a verdict");
        assertThat(said("history", "suite").ended(2).err()).contains("holds no finished run");
    }

    private static void write(Path run, List<String> ledger) throws IOException {
        Files.writeString(Files.createDirectory(run).resolve("ledger.jsonl"), String.join("\n", ledger) + "\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(from.resolve("ledger.jsonl"), to.resolve("ledger.jsonl"));
    }

    private static Launched compare(String... more) throws Exception {
        var words = new ArrayList<>(List.of("compare", "nights/first", "nights/second"));
        words.addAll(List.of(more));
        return said(words.toArray(String[]::new));
    }

    private static Launched said(String... words) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()), words);
    }
}
