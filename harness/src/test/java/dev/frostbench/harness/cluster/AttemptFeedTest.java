package dev.frostbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.execute.Executor.Results;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// What attempts at shares write, and what a run takes of it.
class AttemptFeedTest implements Results {

    private static final Share ONE = new Share(1, 1);

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private Round round;

    @BeforeEach
    void begin() throws Exception {
        round = Round.begin(folder, List.of(job("a", 1), job("b", 1)));
    }

    @Test
    void theFirstVerdictThatIsReadCountsAndNoOtherIsHandedIn() throws Exception {
        var feed = new AttemptFeed(List.of(job("a", 1), job("b", 1)), this);
        Path first = round.begin(ONE, "7.0");
        write(first, result("a", new Verdict.Resolved()));
        feed.read(round, round.wanted());
        write(round.begin(ONE, "7.1"), result("a", new Verdict.Unresolved()), result("b", new Verdict.Unresolved()));
        feed.read(round, round.wanted());
        write(first, result("b", new Verdict.Resolved()));
        feed.read(round, round.wanted());

        assertThat(heard).containsExactly("a resolved", "b unresolved");
        assertThat(feed.isDone()).isTrue();
    }

    @Test
    void anErrorCountsOnlyIfNoAttemptHasAVerdict() throws Exception {
        var feed = new AttemptFeed(List.of(job("a", 1), job("b", 1)), this);
        write(round.begin(ONE, "7.0"), result("a", new Verdict.Error()), result("b", new Verdict.Error()));
        feed.read(round, round.wanted());
        assertThat(heard).isEmpty();
        assertThat(feed.onlyFailedAreOpen()).isTrue();
        write(round.begin(ONE, "7.1"), result("b", new Verdict.Resolved()));
        feed.read(round, round.wanted());
        feed.end();

        assertThat(heard).containsExactly("b resolved", "a error");
    }

    @Test
    void aLineThatIsNotWholeYetIsReadOnceItIs() throws Exception {
        var feed = new AttemptFeed(List.of(job("a", 1), job("b", 1)), this);
        Path attempt = round.begin(ONE, "7.0");
        write(attempt, result("a", new Verdict.Resolved()), result("b", new Verdict.Resolved()));
        Path ledger = attempt.resolve("ledger.jsonl");
        byte[] whole = Files.readAllBytes(ledger);
        for (int length = 0; length < whole.length; length++) {
            Files.write(ledger, Arrays.copyOf(whole, length));
            feed.read(round, round.wanted());
            assertThat(heard).hasSizeLessThan(2);
        }
        // what has not come over a network's file system yet reads as zeros
        byte[] holed = whole.clone();
        Arrays.fill(holed, whole.length - 20, whole.length - 1, (byte) 0);
        Files.write(ledger, holed);
        feed.read(round, round.wanted());
        assertThat(heard).containsExactly("a resolved");
        Files.write(ledger, whole);
        feed.read(round, round.wanted());

        assertThat(heard).containsExactly("a resolved", "b resolved");
    }

    @Test
    void aJobIsToldToBeginOnceHoweverManyAttemptsBeginIt() throws Exception {
        var feed = new AttemptFeed(List.of(job("a", 1), job("b", 1)), this);
        for (String attempt : List.of("7.0", "7.1"))
            Files.writeString(round.begin(ONE, attempt).resolve(NodeShare.STARTED), "1\n0\n9\nx\n1");
        feed.read(round, round.wanted());
        feed.read(round, round.wanted());

        assertThat(heard).containsExactly("begins b", "begins a");
    }

    @Test
    void ofAnEarlierRoundOnlyVerdictsOfJobsThatAreTriedAlikeAreTakenOver() throws Exception {
        var feed = new AttemptFeed(List.of(job("a", 1), job("b", 5), job("c", 1)), this);
        write(round.begin(ONE, "7.0"), result("a", new Verdict.Resolved()), result("b", new Verdict.Resolved()),
                result("c", new Verdict.Resolved()));
        feed.takeOver(round);

        assertThat(heard).containsExactly("a resolved");
        assertThat(feed.open()).extracting(job -> job.task().id()).containsExactly("b", "c");
    }

    @Test
    void whatAnAttemptHoldsBackWhenItIsEndedIsDroppedAndOtherwiseKept() throws Exception {
        for (boolean ended : List.of(true, false)) {
            Path attempt = round.begin(ONE, "ended-" + ended);
            try (Ledger ledger = Ledger.open(attempt, RecordedRun.read(attempt));
                    var held = new HeldResults(ledger, new ByteArrayOutputStream(), Map.of(), heard::add)) {
                held.finished(result("a", new Verdict.Unresolved()));
                if (ended) held.stop();
            }
            assertThat(Files.readString(attempt.resolve("ledger.jsonl")).contains("finished")).isNotEqualTo(ended);
        }
    }

    @Test
    void roundsAreCountedAndOneWithoutItsJobsIsNone() throws Exception {
        Round second = Round.begin(folder, List.of(job("a", 1)));
        Files.createDirectories(folder.resolve("cluster/3/attempts"));
        Files.writeString(second.folder().resolve("job"), "slurm 12\n", StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE);

        assertThat(Round.all(folder)).extracting(each -> each.folder().getFileName().toString())
                .containsExactly("1", "2");
        assertThat(second.job("slurm")).contains("12");
        assertThat(second.job("kubernetes")).isEmpty();
        assertThat(round.job("slurm")).isEmpty();
    }

    private static void write(Path attempt, Entry.Finished... results) throws Exception {
        try (Ledger ledger = Ledger.open(attempt, RecordedRun.read(attempt))) {
            for (Entry.Finished result : results) ledger.append(result, () -> {});
        }
    }

    private static Job job(String task, int depth) {
        return new Job(new Task(task, "p", "host", JsonNodeFactory.instance.objectNode()), null, null,
                new Entry.Sample(new Prediction(task, "m", 0, "x"), "key of " + task), depth);
    }

    private static Entry.Finished result(String task, Verdict verdict) {
        return new Entry.Finished(task, 0, "key of " + task, new Evidence("sha256:0", List.of(), Optional.empty()),
                new Grade(verdict, verdict, verdict, "why", List.of()));
    }

    @Override
    public void started(Job job) {
        heard.add("begins " + job.task().id());
    }

    @Override
    public void finished(Entry.Finished result) {
        heard.add(result.task() + " " + result.grade().verdict().word());
    }

    @Override
    public void note(String line) {
        heard.add(line);
    }
}
