package dev.frostbench.harness.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.frostbench.documents.BadInput;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LedgerMergeTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    Path folder;

    private Path merged;

    @BeforeEach
    void empty() throws Exception {
        merged = Files.createDirectory(folder.resolve("merged"));
    }

    @Test
    void theResultsOfAllShardsAreInOneLedgerWithTheirLongOutputs() throws Exception {
        Path one = shard("one", "4", List.of(finished("b", new Verdict.Unresolved(), "long\n".repeat(2000))));
        Path two = shard("two", "4", List.of(finished("a", new Verdict.Resolved(), "short")));

        assertThat(merge(one, two)).isEqualTo(new LedgerMerge.Merged(List.of(), 0, List.of(), Map.of()));

        List<RunRecord.Result> results = results();
        assertThat(results).extracting(result -> result.task().id() + " " + result.grade().verdict().word())
                .containsExactly("a resolved", "b unresolved", "c missing");
        assertThat(new String(results.get(1).evidence().observations().getFirst().output()))
                .isEqualTo("long\n".repeat(2000));
        assertThat(RecordedRun.read(merged).planDigest()).isEqualTo(RecordedRun.read(one).planDigest());
    }

    @Test
    void theSittingsAreInTheOrderOfTheirBeginnings() throws Exception {
        Path one = shard("one", "4", List.of(), NOON.plusSeconds(60));
        Path two = shard("two", "4", List.of(), NOON);

        merge(one, two);

        assertThat(RecordedRun.read(merged).record().circumstances().sittings())
                .extracting(RunRecord.Sitting::began, RunRecord.Sitting::ended)
                .containsExactly(tuple(NOON, Optional.of(NOON.plusSeconds(5))),
                        tuple(NOON.plusSeconds(60),
                                Optional.of(NOON.plusSeconds(65))));
    }

    @Test
    void whatNoShardTriedIsLeftAndNeverAPass() throws Exception {
        Path one = shard("one", "4", List.of(finished("a", new Verdict.Resolved(), "")));

        assertThat(merge(one).left()).isEqualTo(1);

        assertThat(results()).extracting(result -> result.grade().verdict().word())
                .containsExactly("resolved", "error", "missing");
    }

    @Test
    void ofEqualResultsTheFirstLedgersIsTaken() throws Exception {
        Path one = shard("one", "4", List.of(finished("a", new Verdict.Resolved(), "first")));
        Path two = shard("two", "4", List.of(finished("a", new Verdict.Resolved(), "second")));

        merge(one, two);

        assertThat(results().getFirst().evidence().observations().getFirst().output()).asString().isEqualTo("first");
    }

    @Test
    void aVerdictWinsOverAnErrorInWhateverOrder() throws Exception {
        Path one = shard("one", "4", List.of(finished("a", new Verdict.Error(), ""),
                finished("b", new Verdict.Unresolved(), "")));
        Path two = shard("two", "4", List.of(finished("a", new Verdict.Resolved(), ""),
                finished("b", new Verdict.Error(), "")));

        assertThat(merge(one, two).left()).isZero();

        assertThat(results()).extracting(result -> result.grade().verdict().word())
                .containsExactly("resolved", "unresolved", "missing");
    }

    @Test
    void ofVerdictsThatDifferTheOneOfTheLedgerThatBeganFirstCountsAndTheOtherIsTold() throws Exception {
        Path later = shard("later", "4", List.of(finished("a", new Verdict.Resolved(), "")), NOON.plusSeconds(1));
        Path first = shard("first", "4", List.of(finished("a", new Verdict.Unresolved(), "")), NOON);

        assertThat(merge(later, first).doubled())
                .containsExactly(new LedgerMerge.Doubled("a", 0, "unresolved", first, "resolved", later));

        assertThat(results().getFirst().grade().verdict()).isEqualTo(new Verdict.Unresolved());
    }

    @Test
    void missingShardsAreNamedAndNothingIsWritten() throws Exception {
        Path two = shard("two", new Share(2, 4));
        Path four = shard("four", new Share(4, 4));

        assertThatThrownBy(() -> merge(two, four)).isInstanceOf(BadInput.class)
                .hasMessageContaining("merge: shards 1, 3 of 4 are missing; name their folders too")
                .hasMessageContaining("--shard 1/4");
        assertThat(merged).isEmptyDirectory();
        assertThat(merge(shard("three", new Share(3, 4)), two, shard("one", new Share(1, 4)), four).left())
                .isEqualTo(2);
    }

    @Test
    void shardsOfTwoSplitsAreRefused() throws Exception {
        Path one = shard("one", new Share(1, 2));
        Path two = shard("two", new Share(2, 3));

        assertThatThrownBy(() -> merge(one, two)).isInstanceOf(BadInput.class)
                .hasMessageContaining("splits into different numbers of parts: 2, 3");
    }

    @Test
    void aWholeRunsLedgerLacksNoShard() throws Exception {
        assertThat(merge(shard("one", new Share(1, 3)), shard("whole", "4", List.of())).left()).isEqualTo(2);
    }

    @Test
    void whatDiffersBetweenTwoPlansIsNamed() throws Exception {
        Path one = folder.resolve("one");
        write(one, plan("run-1", "4", "x", madeFrom("sha256:aa", "11")), List.of(), NOON);
        Path other = folder.resolve("other");
        write(other, plan("run-1", "4", "x", madeFrom("sha256:bb", "22")), List.of(), NOON);
        Path renamed = folder.resolve("renamed");
        write(renamed, plan("run-2", "4", "x", madeFrom("sha256:aa", "11")), List.of(), NOON);

        assertThatThrownBy(() -> merge(one, other, renamed)).isInstanceOf(BadInput.class)
                .hasMessageContaining("fixture 'host' is sha256:bb here and sha256:aa there")
                .hasMessageContaining("the sha256 of the file of the data set is 22 here and 11 there")
                .hasMessageContaining("is of run 'run-2', that in " + one + " of run 'run-1'");
    }

    @Test
    void passesOfAForgerInShardsThatDidNotKnowAreCounted() throws Exception {
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("control", 1);
        Path one = folder.resolve("one");
        write(one, plan("run-1", "4", "x", made), List.of(finished("a", new Verdict.Tampered(), "")), NOON);
        Path two = folder.resolve("two");
        write(two, plan("run-1", "4", "x", made), List.of(finished("b", new Verdict.Resolved(), "")), NOON);

        assertThat(merge(one, two).lessTried()).isEqualTo(Map.of("m", 1));
    }

    @Test
    void anotherPlanAndAnotherGraderVersionAreEachNamed() throws Exception {
        Path one = shard("one", "4", List.of());
        Path older = shard("older", "3", List.of());
        Path other = folder.resolve("other");
        write(other, plan("4", "another answer"), List.of(), NOON);

        assertThatThrownBy(() -> merge(one, older, other)).isInstanceOf(BadInput.class)
                .hasMessageContaining("was graded by version 3, that in " + one + " by version 4")
                .hasMessageContaining(other + ": this ledger is of another plan");
        assertThat(merged).as("nothing is written").isEmptyDirectory();
    }

    @Test
    void aTornEndIsToldAndItsResultIsTakenFromAnotherLedger() throws Exception {
        Path one = shard("one", "4", List.of());
        Files.writeString(one.resolve(LedgerFile.NAME), "{\"seq\":7,\"crc32c\":\"", StandardOpenOption.APPEND);
        Path two = shard("two", "4",
                List.of(finished("a", new Verdict.Resolved(), ""), finished("b", new Verdict.Resolved(), "")));

        assertThat(merge(one, two)).isEqualTo(new LedgerMerge.Merged(List.of(one), 0, List.of(), Map.of()));
    }

    @Test
    void aLedgerIsNeverMergedIntoOneThatIsThere() throws Exception {
        Path one = shard("one", "4", List.of());

        assertThatThrownBy(() -> LedgerMerge.of(List.of(one)).into(one)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted a folder without a ledger");
    }

    private LedgerMerge.Merged merge(Path... shards) throws Exception {
        return LedgerMerge.of(List.of(shards)).into(merged);
    }

    private List<RunRecord.Result> results() throws Exception {
        List<RunRecord.Result> results = new ArrayList<>();
        RecordedRun.read(merged).record().results().forEach(results::add);
        return results;
    }

    private Path shard(String name, String version, List<Entry.Finished> results) throws Exception {
        return shard(name, version, results, NOON);
    }

    private Path shard(String name, String version, List<Entry.Finished> results, Instant began) throws Exception {
        return write(folder.resolve(name), plan(version, "an answer"), results, began);
    }

    private Path shard(String name, Share share) throws Exception {
        return write(folder.resolve(name), plan("4", "an answer"), List.of(), NOON, share);
    }

    private static Path write(Path shard, List<Entry> plan, List<Entry.Finished> results, Instant began)
            throws Exception {
        return write(shard, plan, results, began, Share.WHOLE);
    }

    private static Path write(Path shard, List<Entry> plan, List<Entry.Finished> results, Instant began, Share share)
            throws Exception {
        Files.createDirectory(shard);
        try (Ledger ledger = Ledger.open(shard, RecordedRun.read(shard))) {
            ledger.append(new Entry.Began(began, List.of("run"), new RunRecord.Machine("h", "Linux", "p", 2, 3), share),
                    () -> {});
            for (Entry entry : plan) ledger.append(entry, () -> {});
            for (Entry entry : results) ledger.append(entry, () -> {});
            ledger.append(new Entry.Ended(began.plusSeconds(5)), () -> {});
        }
        return shard;
    }

    /// Checksums are anybody's to compute.
    @Test
    void aPlanThatWasEditedIsRefusedThoughItEndsWithTheTrueDigest() throws Exception {
        List<Entry> edited = new ArrayList<>(plan("4", "another answer"));
        edited.set(edited.size() - 1, plan("4", "answer").getLast());
        Path honest = write(folder.resolve("honest"), plan("4", "answer"), List.of(), NOON, new Share(1, 2));
        Path forged = write(folder.resolve("forged"), edited, List.of(), NOON, new Share(2, 2));
        assertThatThrownBy(() -> merge(honest, forged)).isInstanceOf(BadInput.class)
                .hasMessageContaining("forged").hasMessageContaining("the file was edited");
    }

    private static ObjectNode madeFrom(String fixture, String data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("parts").addObject().putObject("dataset").put("sha256", data);
        json.putObject("fixtures").put("host", fixture);
        return json;
    }

    private static List<Entry> plan(String version, String answer) throws Exception {
        return plan("run-1", version, answer, JsonNodeFactory.instance.objectNode());
    }

    private static List<Entry> plan(String id, String version, String answer, ObjectNode madeFrom) throws Exception {
        var info = new RunInfo(id, "s", List.of(new RunRecord.Part("p", "command", "f", true, Optional.empty())),
                3, 3, version);
        List<Entry> plan = new ArrayList<>();
        plan.add(new Entry.Started(info, madeFrom));
        for (String task : List.of("a", "b", "c"))
            plan.add(new Entry.Planned(new Task(task, "p", "host", JsonNodeFactory.instance.objectNode()),
                    task.equals("c") ? List.of()
                            : List.of(new Entry.Sample(new Prediction(task, "m", 0, answer), "key of " + task))));
        plan.add(new Entry.PlanEnded(PlanDigest.of(plan)));
        return plan;
    }

    private static Entry.Finished finished(String id, Verdict verdict, String output) {
        var seen = new Evidence.Observation("main", "run", 0, new Evidence.Ending.Exited(0), output.getBytes(), 0,
                Duration.ofMillis(12), Duration.ofNanos(7), 42, Set.of(), 0.25);
        return new Entry.Finished(id, 0, "key of " + id, new Evidence("sha256:0", List.of(seen), Optional.empty()),
                new Grade(verdict, verdict, verdict, "why", List.of()));
    }
}
