package dev.frostbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `-Dfrostbench.golden=rewrite` rewrites the golden files.
class ReportsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final Locale before = Locale.getDefault();

    @TempDir
    Path folder;

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de-DE", "tr-TR"})
    void everyFileIsTheGoldenOneInEveryLocale(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Reports.render(SampleRun.of(1234), folder);
        Map<String, String> files = files(folder);
        if ("rewrite".equals(System.getProperty("frostbench.golden"))) {
            for (var file : files.entrySet()) {
                Path golden = GOLDEN.resolve(file.getKey());
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, file.getValue());
            }
        }
        assertThat(files).isEqualTo(files(GOLDEN));
    }

    @Test
    void onlyThePageTimingsAndLogsDifferBetweenRunsOfDifferentSpeed(@TempDir Path other) throws IOException {
        Reports.render(SampleRun.of(10), folder);
        Reports.render(SampleRun.of(9999), other);
        Map<String, String> slow = files(other);
        assertThat(files(folder)).allSatisfy((name, text) -> {
            if (name.equals("timings.csv") || name.equals("index.html") || name.endsWith("run_instance.log"))
                assertThat(text).isNotEqualTo(slow.get(name));
            else
                assertThat(text).as(name).isEqualTo(slow.get(name));
        });
    }

    @Test
    void nothingHostileReachesThePageOrACell() throws IOException {
        Reports.render(SampleRun.of(10), folder);
        String page = Files.readString(folder.resolve("index.html"));
        assertThat(page).doesNotContain("<img").doesNotContain("\u001B").doesNotContain("\0").doesNotContain("\u202E");
        assertThat(page.split("</script>", -1)).as("two of data, a chunk of details, the page's own").hasSize(4 + 1);
        assertThat(Files.readString(folder.resolve("tests.csv"))).contains("'@t.py::fails");
    }

    @Test
    void aPageOfSixteenHundredSamplesIsOfSaneSize() throws IOException {
        String trace = "{\"compat\": \"failed: \", \"strict\": \"failed: \", \"failure\": {\"phase\": \"strict\","
                + " \"trace\": \""
                + "File line\\n".repeat(200) + "\"}}\n";
        var results = new ArrayList<RunRecord.Result>();
        for (int task = 0; task < 164; task++)
            for (int sample = 0; sample < 10; sample++)
                results.add(SampleRun.result("functions", "T/" + task, sample, new Verdict.Unresolved(),
                        "    return 1\n".repeat(50), "frostbench-humaneval " + trace, 1));
        Reports.render(
                new RunRecord(
                        new RunInfo("r", "s",
                                List.of(new Part("functions", "human-eval", "f", true, Optional.of("human-eval"))), 164,
                                164, "1"),
                        results),
                folder);
        assertThat(Files.size(folder.resolve("index.html"))).isBetween(1L << 20, 12L << 20);
        assertThat(Files.readString(folder.resolve("index.html")).split("assert candidate", -1))
                .as("what samples of a task share stands once").hasSize(165);
    }

    @Test
    void aLogOfAHundredMegabytesKeepsItsEndsInThePage() throws IOException {
        byte[] log = new byte[100 << 20];
        Arrays.fill(log, (byte) 0xFF);
        var result = SampleRun.result("p", "a__b-1", 0, new Verdict.Unresolved(), new Verdict.Unresolved(), "x", log,
                1);
        render(result);
        assertThat(Files.size(folder.resolve("index.html"))).isLessThan(2 << 20);
        assertThat(Files.size(folder.resolve("logs/0-a__b-1.0.txt"))).isEqualTo(log.length);
    }

    @Test
    void twoPartsOfOneKindDoNotOverwriteEachOthersOfficialFiles() throws IOException {
        var parts = List.of(new Part("one", "human-eval", "s.jsonl", true, Optional.of("human-eval")),
                new Part("two", "human-eval", "s.jsonl", true, Optional.of("human-eval")),
                new Part("three", "swe-bench", "p.jsonl", false, Optional.of("swe-bench")),
                new Part("four/five", "swe-bench", "p.jsonl", false, Optional.of("swe-bench")));
        var resolved = new Verdict.Resolved();
        Reports.render(new RunRecord(new RunInfo("r", "s", parts, 4, 4, "1"), List.of(
                SampleRun.result("one", "a", 0, resolved, "x", "", 1),
                SampleRun.result("two", "b", 0, resolved, "y", "", 1),
                SampleRun.result("three", "c", 0, resolved, "x", "", 1),
                SampleRun.result("four/five", "d", 0, resolved, "y", "", 1))), folder);
        assertThat(files(folder.resolve("official"))).containsKeys("one/s.jsonl_results.jsonl",
                "two/s.jsonl_results.jsonl",
                "three/org__model.r.json", "four__five/org__model.r.json");
    }

    @Test
    void aLogThatTellsOfNoTestsHasTheOfficialReportOfOne() throws IOException {
        render(SampleRun.withoutTests("evaluate", new Verdict.Unresolved()));
        assertThat(Files.readString(folder.resolve("official/org__model/a__b-1/report.json"))).isEqualTo("""
                {
                    "a__b-1": {
                        "patch_is_None": false,
                        "patch_exists": true,
                        "patch_successfully_applied": false,
                        "resolved": false
                    }
                }""");
    }

    @Test
    void aPatchThatDidNotApplyHasNoLogOfTestsAndNoReport() throws IOException {
        render(SampleRun.withoutTests("apply", new Verdict.PatchRejected()));
        assertThat(files(folder.resolve("official/org__model/a__b-1"))).containsOnlyKeys("patch.diff",
                "run_instance.log");
        assertThat(Files.readString(folder.resolve("official/org__model/a__b-1/run_instance.log")))
                .contains("\n>>>>> Patch Apply Failed:\n");
    }

    private void render(RunRecord.Result result) throws IOException {
        Reports.render(new RunRecord(
                new RunInfo("r", "s", List.of(new Part("p", "swe-bench", "f", false, Optional.of("swe-bench"))), 1, 1,
                        "1"),
                List.of(result)), folder);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
