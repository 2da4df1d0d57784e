package dev.frostbench.harness.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.Frostbench;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.RunFolder;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class RunsCommandTest {

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void runs() throws Exception {
        run("second", "2026-11-29T10:00:00Z", true, "a", "b");
        run("first", "2026-11-28T10:00:00Z", true, "a", "b");
        run("stopped", "2026-11-30T10:00:00Z", false, "a");
        Files.writeString(Files.createDirectory(folder.resolve("torn")).resolve("ledger.jsonl"),
                "{\"seq\":0,\"crc32c\":\"00000000\",\"record\":{}}\n");
    }

    /// A run of two tasks, of which the named ones were tried. The first one passed.
    private void run(String name, String began, boolean ended, String... tried) throws Exception {
        var info = new RunInfo(name, "suite", List.of(new RunRecord.Part("p", "command", "f", false, Optional.empty())),
                2, 2, "9");
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Began(Instant.parse(began), List.of("run"),
                new RunRecord.Machine("h", "Linux", "", 2, 1 << 30)));
        entries.add(new Entry.Started(info, JsonNodeFactory.instance.objectNode()));
        for (String task : List.of("a", "b"))
            entries.add(new Entry.Planned(new Task(task, "p", "host", JsonNodeFactory.instance.objectNode()),
                    List.of(new Entry.Sample(new Prediction(task, "m", 0, "x"), "key"))));
        entries.add(new Entry.PlanEnded("x"));
        for (String task : tried) {
            Verdict verdict = task.equals("a") ? new Verdict.Resolved() : new Verdict.Unresolved();
            entries.add(new Entry.Finished(task, 0, "key", new Evidence("sha256:0", List.of(), Optional.empty()),
                    new Grade(verdict, verdict, verdict, "", List.of())));
        }
        if (ended) entries.add(new Entry.Ended(Instant.parse(began).plusSeconds(60)));
        Path place = Files.createDirectory(folder.resolve(name));
        try (Ledger ledger = Ledger.open(place, RecordedRun.read(place))) {
            for (Entry entry : entries) ledger.append(entry, () -> {});
        }
    }

    @Test
    void runsAreListedByTheTimeAtWhichTheyBegan() {
        Said said = say("list", folder.toString());
        assertThat(said.code()).isZero();
        List<String> lines = said.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("RUN ");
        assertThat(lines.get(1)).startsWith(folder.resolve("first") + " ").contains("finished", "2026-11-28T10:00:00Z",
                "1/2 (50.0 %)");
        assertThat(lines.get(2)).startsWith(folder.resolve("second") + " ");
        assertThat(lines.get(3)).startsWith(folder.resolve("stopped") + " ").contains(" stopped ", "1/2 (50.0 %)");
        assertThat(lines.get(4)).startsWith(folder.resolve("torn") + " ").contains(" damaged ");
    }

    @Test
    void theListAsJsonSaysTheSame() {
        JsonNode runs = JsonMapper.shared().readTree(say("list", "--json", folder.toString()).out());
        assertThat(runs.findValuesAsString("state")).containsExactly("finished", "finished", "stopped", "damaged");
        JsonNode first = runs.get(0);
        assertThat(first.get("run_id").asString()).isEqualTo("first");
        assertThat(first.get("ended").asString()).isEqualTo("2026-11-28T10:01:00Z");
        assertThat(first.get("models").get(0).get("resolved").asDouble()).isEqualTo(1);
        assertThat(runs.get(2).get("untried").asInt()).isEqualTo(1);
        assertThat(runs.get(3).get("why").asString()).contains("ledger.jsonl:1");
    }

    @Test
    void aRunThatSomebodyWritesIsRunningAndCannotBeRemoved() throws Exception {
        String place = folder.resolve("stopped").toString();
        try (RunFolder _ = RunFolder.existing(place, Path.of(""))) {
            assertThat(say("show", place).out()).contains("state       running");
            Said refused = say("remove", place);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("is being written by another frostbench");
        }
        assertThat(say("show", place).out()).contains("state       stopped", "not tried   1 sample");
        assertThat(folder.resolve("stopped/ledger.jsonl")).exists();
    }

    @Test
    void allNamedRunsAreRemovedOrNone() {
        Said unknown = say("remove", folder.resolve("first").toString(), folder.resolve("frist").toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(folder.resolve("first")).exists();
        Said said = say("remove", folder.resolve("first").toString(), folder.resolve("torn").toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(2).allMatch(line -> line.startsWith("removed "));
        assertThat(folder.resolve("first")).doesNotExist();
        assertThat(folder.resolve("second")).exists();
    }

    @Test
    void aFolderThatIsNoRunIsNeverRemoved() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Said said = say("remove", mine.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(mine).exists();
    }

    private static Said say(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("runs"));
        all.addAll(List.of(words));
        int code = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
