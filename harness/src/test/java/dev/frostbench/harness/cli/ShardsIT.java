package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run in shards, by `run --shard` and `merge`, beside the same run in one piece.
@Tag("sandbox")
class ShardsIT {

    private static final int SHARDS = 3;

    @TempDir
    static Path folder;

    @BeforeAll
    static void everyShardAndTheWholeRun() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        ManyProblems.write(folder, 14);
        run(0, "whole");
        for (int number = 1; number <= SHARDS; number++)
            assertThat(run(0, "part-" + number, "--shard", number + "/" + SHARDS).out())
                    .contains("shard " + number + "/3 is done: part-" + number);
    }

    @Test
    void theScoresOfMergedShardsAreThoseOfOneMachineToTheByte() throws Exception {
        Launched merged = merge(0, "merged", "part-2", "part-1", "part-3");

        assertThat(merged.out()).contains("reports: merged/index.html");
        assertThat(ManyProblems.scores(folder.resolve("merged")))
                .isEqualTo(ManyProblems.scores(folder.resolve("whole"))).hasSizeGreaterThan(4);
        assertThat(launch("show", "merged").ended(0).out()).contains("in 3 sittings",
                "5 of 14 results did not pass");
    }

    @Test
    void aMissingShardIsNamedAndNothingIsWritten() throws Exception {
        Launched merged = merge(2, "without", "part-1", "part-3");

        assertThat(merged.errors()).singleElement().asString().contains("shard 2 of 3 is missing",
                "--shard 2/3");
        assertThat(folder.resolve("without")).doesNotExist();
    }

    /// The rate that the run reached is told, and the exit code says that something is left to do.
    @Test
    void whatAShardDidNotFinishIsLeftAndTheMergedRunGoesOnWithIt() throws Exception {
        cut("part-2", "cut");
        assertThat(merge(3, "less", "part-1", "cut", "part-3", "--fail-under", "1").err())
                .contains("not tried yet", "--resume --out less", "is under --fail-under 1");

        run(0, "less", "--resume");
        assertThat(ManyProblems.scores(folder.resolve("less")))
                .isEqualTo(ManyProblems.scores(folder.resolve("whole")));
        assertThat(merge(1, "rated", "part-1", "part-2", "part-3", "--fail-under", "1").err())
                .contains("is under --fail-under 1");
    }

    @Test
    void aShardOfOtherDataIsRefusedAndTheDifferenceIsTold() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        ManyProblems.write(other, 13);
        Launched.launch(other, environment(), line("part-2", "--shard", "2/3")).ended(0);

        assertThat(merge(2, "mixed", "part-1", "other/part-2", "part-3").errors()).singleElement().asString()
                .contains("other/part-2: this ledger is of another plan than that in part-1: the sha256 of the file of"
                        + " the data set is ");
    }

    @Test
    void aShardNeedsTheNameOfTheRunAndItsNumber() throws Exception {
        String suite = Launched.HOME.resolve("suites/humaneval/suite.yaml").toString();
        assertThat(launch("run", suite, "--dataset", "problems.jsonl", "--predictions", "answers.jsonl", "--shard",
                "1/2").ended(2).errors()).singleElement().asString()
                .contains("needs a name for the whole run", "--run-id");
        for (String wrong : List.of("0/2", "3/2", "2", "a/b", "1/99999"))
            assertThat(launch("run", suite, "--run-id", "one", "--shard", wrong).ended(2).errors())
                    .singleElement().asString().contains("'" + wrong + "' is no part of a run");
    }

    /// Copies a shard without the results at its end.
    private static void cut(String from, String to) throws IOException {
        Path shard = Files.createDirectory(folder.resolve(to));
        List<String> lines = Files.readAllLines(folder.resolve(from).resolve("ledger.jsonl"));
        Files.write(shard.resolve("ledger.jsonl"), lines.subList(0, lines.size() - 3));
    }

    private static Launched run(int code, String out, String... more) throws Exception {
        return launch(line(out, more)).ended(code);
    }

    private static String[] line(String out, String... more) {
        List<String> line = new ArrayList<>(ManyProblems.run(out));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    private static Launched merge(int code, String out, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of("merge", "--out", out));
        line.addAll(List.of(more));
        return launch(line.toArray(String[]::new)).ended(code);
    }

    private static Launched launch(String... words) throws Exception {
        return Launched.launch(folder, environment(), words);
    }

    private static Map<String, String> environment() {
        return Map.of("FROSTBENCH_STORE", folder.resolve("store").toString());
    }
}
