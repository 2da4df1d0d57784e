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
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// `show` on a run of which only the ledger is left: it needs nothing else of the folder.
class ShowCommandTest {

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void run() throws Exception {
        var info = new RunInfo("run-1", "suite",
                List.of(new RunRecord.Part("p", "command", "f", true, Optional.empty()),
                        new RunRecord.Part("q", "command", "f", true, Optional.empty())),
                2, 2, "1");
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Began(Instant.parse("2026-11-28T20:15:18Z"), List.of("run", "my suite"),
                new RunRecord.Machine("h", "Linux", "", 2, 1 << 30)));
        entries.add(new Entry.Started(info, JsonNodeFactory.instance.objectNode()));
        entries.add(planned("one", List.of(sample("one", "", 0))));
        entries.add(planned("several", List.of(sample("several", "m1", 0), sample("several", "m2", 1))));
        entries.add(new Entry.PlanEnded("x"));
        entries.add(finished("one", 0, new Verdict.Unresolved(), "printed \u001B[31mred\u0007\n"));
        entries.add(finished("several", 0, new Verdict.Resolved(), ""));
        entries.add(finished("several", 1, new Verdict.Unresolved(), "second"));
        try (Ledger ledger = Ledger.open(folder, RecordedRun.read(folder))) {
            for (Entry entry : entries) ledger.append(entry, () -> {});
        }
    }

    private static Entry planned(String id, List<Entry.Sample> samples) {
        return new Entry.Planned(
                new Task(id, id.equals("one") ? "p" : "q", "host", JsonNodeFactory.instance.objectNode()), samples);
    }

    private static Entry.Sample sample(String id, String model, int number) {
        return new Entry.Sample(new Prediction(id, model, number, "the answer\n"), "key");
    }

    private static Entry finished(String id, int sample, Verdict verdict, String output) {
        var seen = new Observation("main", "run", "sh -c 'exit 3'", 0, new Ending.Exited(3),
                output.getBytes(StandardCharsets.UTF_8), 0,
                Duration.ofMillis(1500), Duration.ZERO, Duration.ofMillis(20), 0, Set.of(), 0.5);
        return new Entry.Finished(id, sample, "key", new Evidence("sha256:0", List.of(seen), Optional.empty()),
                new Grade(verdict, verdict, verdict, "the command ended with exit code 3", List.of()));
    }

    @Test
    void aCommandSaysWhatRanHowItEndedAndWhatItPrinted() {
        Said said = say(folder.toString(), "one");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("one, sample 0\n", "verdict  unresolved", "time     1.500 s", "Answer\n    the answer\n",
                        "main / run: exit code 3 after 1.500 s\n  $ sh -c 'exit 3'\n    printed red")
                .doesNotContain("\u001B", "\u0007");
    }

    @Test
    void withoutATaskItSaysWhatFailedByCause() {
        assertThat(say(folder.toString()).out()).contains("run run-1 of suite suite", "date", "2026-11-28 20:15:18 UTC",
                "not known: it goes on, or was cut off", "frostbench run 'my suite'",
                "2 of 3 results did not pass:",
                "unresolved 2\n  2 × the command ended with exit code 3\n      one (no model named), several 1 (model"
                        + " m2)\n");
    }

    @Test
    void severalSamplesAreAChoice() {
        assertThat(say(folder.toString(), "several").out()).contains("several has 2 results; choose one:",
                "0  resolved       m1",
                "1  unresolved     m2", "several SAMPLE --model M");
        assertThat(say(folder.toString(), "several", "1").out()).contains("several, sample 1", "second");
        assertThat(say(folder.toString(), "several", "--model", "m2").out()).contains("several, sample 1", "second");
    }

    @Test
    void whatIsNotThereSuggestsWhatIs() {
        refused("show: task 'severel' is not in the run; did you mean 'several'?", "severel");
        refused("show: task 'zzzzzzzz' is not in the run; there are 2, the first is 'one'", "zzzzzzzz");
        refused("show: sample 7 is not there; there are 0 to 1", "several", "7");
        refused("show: model 'm3' has no answer to this task; did you mean 'm1', 'm2'?", "several", "--model", "m3");
        refused("show: model 'm3' has no answer to this task; leave it out: the answers name none", "one", "--model",
                "m3");
    }

    private void refused(String line, String... words) {
        var all = new ArrayList<>(List.of(folder.toString()));
        all.addAll(List.of(words));
        Said said = say(all.toArray(String[]::new));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).containsExactly(line);
    }

    private static Said say(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of("show"));
        all.addAll(List.of(words));
        int code = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
