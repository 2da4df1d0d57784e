package dev.frostbench.harness.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import dev.frostbench.reports.comparison.Contestant;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.FileSeen;
import dev.frostbench.suites.procedure.FileSeen.Content;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.SampleRow;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadBackInThePlansOrder() throws Exception {
        write(plan(), List.of(finished("b/0", 0, "kb"), finished("a/0", 0, "ka")));

        RunRecord record = RecordedRun.read(folder).record();

        assertThat(record.info().runId()).isEqualTo("run-1");
        assertThat(verdicts(record)).containsExactly("a/0 resolved", "b/0 resolved", "c/0 missing");
    }

    @Test
    void evidenceSurvivesWhole() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka")));

        var read = RecordedRun.read(folder).record().results().iterator().next();

        var expected = finished("a/0", 0, "ka");
        assertThat(read.grade()).isEqualTo(expected.grade());
        assertThat(read.evidence()).usingRecursiveComparison().isEqualTo(expected.evidence());
    }

    @Test
    void anAlteredOutputFileIsRefused() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka")));
        try (var outputs = Files.list(folder.resolve("outputs"))) {
            Files.writeString(outputs.findFirst().orElseThrow(), "forged");
        }

        var results = RecordedRun.read(folder).record().results().iterator();

        assertThatThrownBy(results::next).hasMessageContaining("was altered");
    }

    @Test
    void aLedgerTornAtAnyByteKeepsEveryWholeRecordAndGoesOn() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka"), finished("b/0", 0, "kb")));
        Path file = folder.resolve(LedgerFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int lines = count(whole, length);
            RecordedRun torn = RecordedRun.read(folder);
            assertThat(torn.extent().records()).as("cut at byte %s", length).isEqualTo(lines);
            assertThat(torn.torn()).isEqualTo(length > 0 && whole[length - 1] != '\n');
            if (length % 37 == 0) {
                try (Ledger ledger = Ledger.open(folder, torn)) {
                    ledger.append(finished("z/0", 0, "kz"), () -> {});
                }
                RecordedRun mended = RecordedRun.read(folder);
                assertThat(mended.torn()).isFalse();
                assertThat(mended.isFinished(new JobKey("z/0", 0, "kz"))).isTrue();
            }
        }
    }

    @Test
    void damageBeforeTheEndIsRefusedWithItsLine() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka"), finished("b/0", 0, "kb")));
        Path file = folder.resolve(LedgerFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 60;
        whole[second] ^= 1;
        Files.write(file, whole);

        assertThatThrownBy(() -> RecordedRun.read(folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("ledger.jsonl:2: this record is damaged");
    }

    /// Whoever computes the checksums anew can put any record there.
    @Test
    void aForgedRecordIsRefusedWithItsLine() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka")));
        Path file = folder.resolve(LedgerFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        int lines = count(whole, whole.length);
        for (String record : List.of("{nonsense", "[]", "{}", "{\"entry\":\"ended\"}",
                "{\"entry\":\"finished\",\"task\":\"a/0\",\"sample\":0,\"key\":\"ka\"}",
                "{\"entry\":\"finished\",\"task\":\"a/0\",\"sample\":1000000000000,\"key\":\"ka\"}",
                "[".repeat(9000) + "]".repeat(9000))) {
            byte[] forged = new LedgerLine(lines, record.getBytes(StandardCharsets.UTF_8)).encoded();
            byte[] longer = Arrays.copyOf(whole, whole.length + forged.length);
            System.arraycopy(forged, 0, longer, whole.length, forged.length);
            Files.write(file, longer);
            assertThatThrownBy(() -> RecordedRun.read(folder)).as(record).isInstanceOf(BadInput.class)
                    .hasMessageContaining("ledger.jsonl:" + (lines + 1) + ": this record is none that Frostbench");
        }
    }

    /// A folder that somebody sends may hold any ledger, and `report` writes files by the names in it.
    @ParameterizedTest
    @CsvSource({"run-1, x/../../../../elsewhere", "file, ../../elsewhere"})
    void aNameThatLeadsOutOfTheFolderIsRefusedWithItsLine(String named, String path) throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka")));
        Path file = folder.resolve(LedgerFile.NAME);
        List<String> lines = new ArrayList<>();
        int changed = 0;
        for (String line : Files.readAllLines(file)) {
            String record = line.substring(line.indexOf("\"record\":") + 9, line.length() - 1);
            String forged = named.equals("file")
                    ? record.replaceAll("\"file\":\"[0-9a-f]{64}\"", "\"file\":\"" + path + "\"")
                    : record.replace("\"run_id\":\"" + named + "\"", "\"run_id\":\"" + path + "\"");
            if (!forged.equals(record)) changed = lines.size() + 1;
            lines.add(new String(new LedgerLine(lines.size(), forged.getBytes(StandardCharsets.UTF_8)).encoded(),
                    StandardCharsets.UTF_8).strip());
        }
        Files.write(file, lines);
        assertThat(changed).isPositive();
        assertThatThrownBy(() -> RecordedRun.read(folder).record().results().forEach(_ -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("ledger.jsonl:" + changed + ": this record is none that Frostbench");
    }

    @Test
    void aVerdictOfAnotherNameIsRefusedWithItsLine() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka")));
        Path file = folder.resolve(LedgerFile.NAME);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String last = lines.removeLast();
        String record = last.substring(last.indexOf("\"record\":") + 9, last.length() - 1);
        String forged = record.replace("\"verdict\":\"resolved\"", "\"verdict\":\"wonderful\"");
        assertThat(forged).isNotEqualTo(record);
        lines.add(new String(new LedgerLine(lines.size(), forged.getBytes(StandardCharsets.UTF_8)).encoded(),
                StandardCharsets.UTF_8).strip());
        Files.write(file, lines);

        var results = RecordedRun.read(folder).record().results().iterator();

        assertThatThrownBy(results::next).isInstanceOf(BadInput.class)
                .hasMessageContaining("ledger.jsonl:" + lines.size() + ": this record is none that Frostbench");
    }

    @Test
    void aRecordThatWasTakenOutIsDamage() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "ka"), finished("b/0", 0, "kb")));
        Path file = folder.resolve(LedgerFile.NAME);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(2);
        Files.write(file, lines);

        assertThatThrownBy(() -> RecordedRun.read(folder)).isInstanceOf(BadInput.class);
    }

    @Test
    void whatIsNotFinishedIsAnErrorAndNeverAPass() throws Exception {
        write(plan(), List.of());

        assertThat(verdicts(RecordedRun.read(folder).record())).containsExactly("a/0 error", "b/0 error",
                "c/0 missing");
    }

    @Test
    void aResultOfAnotherKeyDoesNotCount() throws Exception {
        write(plan(), List.of(finished("a/0", 0, "an older key")));

        assertThat(verdicts(RecordedRun.read(folder).record())).first().isEqualTo("a/0 error");
    }

    @Test
    void anInfrastructureErrorIsTriedAgain() throws Exception {
        var error = new Verdict.Error();
        write(plan(), List.of(new Entry.Finished("a/0", 0, "ka", Evidence.trouble("", "no disk"),
                new Grade(error, error, error, "no disk", List.of()))));

        assertThat(RecordedRun.read(folder).isFinished(new JobKey("a/0", 0, "ka"))).isFalse();
    }

    @Test
    void eachModelHasAResultOfEachTaskAndASampleItsRow() throws Exception {
        var row = JsonNodeFactory.instance.objectNode().put("idx", 7).put("completion", "pass").put("task_id", "a/0");
        var plan = new ArrayList<>(plan());
        plan.set(1,
                planned("a/0", new Entry.Sample(
                        new Prediction("a/0", "n", 0, "pass", Optional.of(SampleRow.of(3, "completion", row)))
                                .withCost(OptionalDouble.of(0.5)),
                        "kn"),
                        new Entry.Sample(new Prediction("a/0", "m", 0, "pass"), "ka")));
        write(plan, List.of(finished("a/0", 0, "kn")));

        List<RunRecord.Result> results = new ArrayList<>();
        RecordedRun.read(folder).record().results().forEach(results::add);
        assertThat(results)
                .extracting(result -> result.task().id() + " " + result.model() + " " + result.grade().verdict().word())
                .containsExactly("a/0 n resolved", "a/0 m error", "b/0 n missing", "b/0 m error", "c/0 n missing",
                        "c/0 m missing");
        assertThat(RecordedRun.read(folder).scored("x").contestants()).extracting(Contestant::cost)
                .containsExactly(OptionalDouble.of(0.5), OptionalDouble.empty());
        SampleRow read = results.getFirst().prediction().orElseThrow().row().orElseThrow();
        assertThat(read.place()).isEqualTo(3);
        assertThat(read.filled("pass").toString()).isEqualTo(row.toString());
    }

    @Test
    void everyErrorIsTriedAgainAlsoOneThatTheEvidenceShows() throws Exception {
        var error = new Verdict.Error();
        var seen = finished("a/0", 0, "ka").evidence();
        write(plan(), List.of(new Entry.Finished("a/0", 0, "ka", seen,
                new Grade(error, error, error, "the command could not be started", List.of()))));

        assertThat(RecordedRun.read(folder).isFinished(new JobKey("a/0", 0, "ka"))).isFalse();
    }

    @Test
    void eachSittingIsReadBackAndOneThatWasCutOffHasNoEnd() throws Exception {
        var machine = new RunRecord.Machine("h", "Linux", "p", 2, 3);
        Instant first = Instant.parse("2026-11-28T20:15:18.123Z");
        List<Entry> plan = new ArrayList<>(List.of(new Entry.Began(first, List.of("run", "a b"), machine)));
        plan.addAll(plan());
        plan.add(new Entry.Ended(first.plusSeconds(5)));
        plan.add(new Entry.Began(first.plusSeconds(60), List.of("run", "--resume"), machine));
        write(plan, List.of());

        assertThat(RecordedRun.read(folder).record().circumstances().sittings()).containsExactly(
                new RunRecord.Sitting(first, Optional.of(first.plusSeconds(5)), List.of("run", "a b"), machine),
                new RunRecord.Sitting(first.plusSeconds(60), Optional.empty(), List.of("run", "--resume"), machine));
    }

    @Test
    void theBytesAreTheSameInEveryLocale() throws Exception {
        Locale before = Locale.getDefault();
        try {
            List<String> texts = new ArrayList<>();
            for (String tag : List.of("en", "de-DE", "tr-TR", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Files.deleteIfExists(folder.resolve(LedgerFile.NAME));
                write(plan(), List.of(finished("a/0", 0, "ka")));
                texts.add(Files.readString(folder.resolve(LedgerFile.NAME)));
            }
            assertThat(texts).containsOnly(texts.getFirst());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void filesAndMeasuresAreReadBackEqual() throws Exception {
        var files = List.of(new FileSeen("main", "reward", "/reward", new Content.Kept("0.5".getBytes(), 0)),
                new FileSeen("main", "made", "/made", new Content.Kept(new byte[10_000], 7)),
                new FileSeen("main", "none", "/none", new Content.Absent("there is no /none")));
        Entry.Finished plain = finished("a/0", 0, "ka");
        var evidence = new Evidence("sha256:0", List.of(), plain.evidence().observations(), files, Optional.empty());
        Grade grade = plain.grade().with(Map.of("base", 1.0, "plus", 0.25));
        write(plan(), List.of(new Entry.Finished("a/0", 0, "ka", evidence, grade)));

        var result = RecordedRun.read(folder).record().results().iterator().next();

        assertThat(result.evidence().files()).isEqualTo(files);
        assertThat(result.grade()).isEqualTo(grade);
    }

    @Test
    void aPartOfAnOlderLedgerIsCountedAsItsKindIs() throws Exception {
        for (String kind : List.of("human-eval", "swe-bench", "command")) {
            var entry = (Entry.Started) new EntryJson(new Outputs(folder)).read(("{\"entry\": \"started\", \"info\":"
                    + " {\"run_id\": \"r\", \"suite\": \"s\", \"selected\": 1, \"whole\": 1,"
                    + " \"grader_version\": \"4\", \"parts\": [{\"name\": \"p\", \"kind\": \"" + kind
                    + "\", \"predictions_file\": \"f\"}]}, \"made_from\": {}}").getBytes());
            assertThat(entry.info().parts().getFirst()).isEqualTo(new RunRecord.Part("p", kind, "f",
                    !kind.equals("swe-bench"),
                    kind.equals("command") ? Optional.empty() : Optional.of(kind)));
        }
    }

    private void write(List<Entry> plan, List<Entry.Finished> results) throws Exception {
        try (Ledger ledger = Ledger.open(folder, RecordedRun.read(folder))) {
            for (Entry entry : plan) ledger.append(entry, () -> {});
            for (Entry entry : results) ledger.append(entry, () -> {});
        }
    }

    private static List<Entry> plan() {
        var info = new RunInfo("run-1", "starter",
                List.of(new RunRecord.Part("problems", "human-eval", "s.jsonl", true, Optional.of("human-eval"))), 3,
                3, "1");
        return List.of(
                new Entry.Started(info, JsonNodeFactory.instance.objectNode().put("suite", "starter")),
                planned("a/0", new Entry.Sample(new Prediction("a/0", "m", 0, "pass"), "ka")),
                planned("b/0", new Entry.Sample(new Prediction("b/0", "m", 0, "pässt"), "kb")),
                planned("c/0"),
                new Entry.PlanEnded("digest"));
    }

    private static Entry.Planned planned(String id, Entry.Sample... samples) {
        return new Entry.Planned(
                new Task(id, "problems", "host", JsonNodeFactory.instance.objectNode().put("task_id", id)),
                List.of(samples));
    }

    private static Entry.Finished finished(String task, int sample, String key) {
        var resolved = new Verdict.Resolved();
        byte[] output = ("line\n".repeat(2000) + task).getBytes(StandardCharsets.UTF_8);
        var seen = new Evidence.Observation("main", "evaluate", 0, new Evidence.Ending.Exited(0), output, 3,
                Duration.ofMillis(12), Duration.ofNanos(7), 42, Set.of("memory"), 0.25);
        return new Entry.Finished(task, sample, key, new Evidence("sha256:0", List.of(seen), Optional.empty()),
                new Grade(resolved, resolved, resolved, "all tests passed",
                        List.of(new Grade.TestResult("t", TestGroup.FAIL_TO_PASS, Grade.Status.PASSED))));
    }

    private static List<String> verdicts(RunRecord record) {
        List<String> found = new ArrayList<>();
        record.results().forEach(result -> found.add(result.task().id() + " " + result.grade().verdict().word()));
        return found;
    }

    private static int count(byte[] bytes, int length) {
        int lines = 0;
        for (int at = 0; at < length; at++) if (bytes[at] == '\n') lines++;
        return lines;
    }
}
