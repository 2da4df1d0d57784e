package dev.frostbench.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// The output of a run's progress, with a clock that the test sets.
class ProgressTest {

    private final AtomicLong clock = new AtomicLong();

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static Job job(String id) {
        var task = new Task(id, "p", "host", JsonNodeFactory.instance.objectNode());
        return new Job(task, null, null, new Entry.Sample(new Prediction(id, "m", 0, "x"), id), 0);
    }

    private static Entry.Finished finished(String id, Verdict verdict) {
        return new Entry.Finished(id, 0, id, new Evidence("", List.of(), Optional.empty()),
                new Grade(verdict, verdict, verdict, "why", List.of()));
    }

    @Test
    void theLineSaysWhatRunsForHowLongAndHowManyWait() {
        var state = new RunState(4, clock::get);
        state.begins(12);
        state.started(job("django__django-11099"));
        pass(5);
        state.started(job("b"));
        state.started(job("c"));
        state.finished(finished("b", new Verdict.Resolved()));
        state.finished(finished("c", new Verdict.Unresolved()));
        pass(120);
        assertThat(state.line(100))
                .isEqualTo("[2/12] 2:05, 1 run, 3 wait: django__django-11099 2:05; resolved 1, unresolved 1");
        assertThat(state.line(60)).isEqualTo("[2/12] 2:05, 1 run, 3 wait: django__django-11099 2:05")
                .hasSizeLessThan(60);
        assertThat(state.line(45)).isEqualTo("[2/12] 2:05, 1 run, 3 wait: …jango-11099 2:05")
                .hasSizeLessThanOrEqualTo(45);
    }

    @Test
    void whatIsLeftIsGuessedOnceThereIsEnoughToGuessFrom() {
        var state = new RunState(1, clock::get);
        state.begins(10);
        for (int at = 0; at < 5; at++) {
            state.started(job("t" + at));
            pass(60);
            state.finished(finished("t" + at, new Verdict.Resolved()));
        }
        assertThat(state.line(100)).isEqualTo("[5/10] 5:00, 0 run, 1 wait; resolved 5; about 5:00 left");
    }

    @Test
    void fewSamplesAreToldOneByOne() {
        assertThat(lines(3, 1)).containsExactly("[1/3] t0 #0 resolved (0.00 s)", "[2/3] t1 #0 resolved (0.00 s)",
                "[3/3] t2 #0 resolved (0.00 s)");
    }

    @Test
    void manySamplesAreALineEveryTenSecondsAndTheLast() {
        List<String> lines = lines(1640, 1);
        assertThat(lines).hasSize(164);
        assertThat(lines.getFirst()).isEqualTo("[10/1640] 0:10, 0 run, 2 wait; resolved 10; about 27:10 left");
        assertThat(lines.getLast()).isEqualTo("[1640/1640] 27:20, 0 run, 2 wait; resolved 1640");
        assertThat(lines).noneMatch(line -> line.contains("\r"));
    }

    private List<String> lines(int samples, int seconds) {
        var out = new ByteArrayOutputStream();
        try (var progress = new LineProgress(new PrintStream(out, true, StandardCharsets.UTF_8), 2, false,
                clock::get)) {
            progress.begins(samples, 0);
            for (int at = 0; at < samples; at++) {
                progress.started(job("t" + at));
                pass(seconds);
                progress.finished(finished("t" + at, new Verdict.Resolved()));
            }
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLongSilenceSaysWhatRunsAndAFloodOfNotesIsCounted() {
        var out = new ByteArrayOutputStream();
        try (var progress = new LineProgress(new PrintStream(out, true, StandardCharsets.UTF_8), 2, false,
                clock::get)) {
            progress.begins(2, 7);
            progress.started(job("slow"));
            progress.tick();
            pass(31);
            progress.tick();
            progress.tick();
            for (int at = 0; at < 100; at++) progress.note("t" + at + ": the machine failed\u001B[31m");
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("7 known already, 2 to try",
                "[0/2] 0:31, 1 run, 1 wait: slow 0:31", "t0: the machine failed", "t1: the machine failed",
                "t2: the machine failed",
                "t3: the machine failed", "t4: the machine failed", "and 95 more such notes");
    }
}
