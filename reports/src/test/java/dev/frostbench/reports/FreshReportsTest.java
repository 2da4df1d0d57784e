package dev.frostbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.validation.Validation;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshReportsTest {

    @TempDir
    Path folder;

    @Test
    void nothingOfAnEarlierRenderingIsLeftAndNothingElseIsTouched() throws IOException {
        for (String own : List.of("ledger.jsonl", "outputs/1", "notes.txt")) write(own);
        for (String name : FreshReports.NAMES) write(name.contains(".") ? name : name + "/m/i/report.json");
        place("scores.csv", "official/n/i/patch.diff");
        assertThat(files()).containsExactlyInAnyOrder("ledger.jsonl", "outputs/1", "notes.txt", "scores.csv",
                "official/n/i/patch.diff");
        FreshReports.remove(folder);
        assertThat(files()).containsExactlyInAnyOrder("ledger.jsonl", "outputs/1", "notes.txt");
    }

    @Test
    void withoutPlacingNothingChanges() throws IOException {
        write("official/m/i/report.json");
        try (FreshReports fresh = FreshReports.of(folder)) {
            Files.writeString(fresh.path().resolve("scores.csv"), "half");
        }
        assertThat(files()).containsExactly("official/m/i/report.json");
    }

    @Test
    void whatAKilledRenderingLeftIsGone() throws IOException {
        for (String left : List.of(".reports.new/official/m/i/report.json", ".reports.old/official/m/i/report.json",
                "scores.csv"))
            write(left);
        place("official/n/i/patch.diff");
        assertThat(files()).containsExactly("official/n/i/patch.diff");
    }

    @Test
    void aLinkIsTakenAwayAndNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("kept"), "x");
        Files.createSymbolicLink(folder.resolve("official"), elsewhere);
        place("official/n/i/patch.diff");
        assertThat(elsewhere.resolve("kept")).exists();
        assertThat(elsewhere.resolve("n")).doesNotExist();
    }

    /// A file that is not among the names would stay if the next rendering does not write it.
    @Test
    void everyReportHasOneOfTheNames() throws IOException {
        byte[] log = new byte[1 << 20];
        Arrays.fill(log, (byte) 'x');
        var failed = new Verdict.Unresolved();
        Reports.render(new RunRecord(
                new RunInfo("r", "s",
                        List.of(new Part("p", "swe-bench", Validation.PREDICTIONS, false, Optional.of("swe-bench"))), 1,
                        1, "1"),
                List.of(SampleRun.result("p", "a__b-1", 0, failed, failed, "x", log, 1))), folder);
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())).isNotEmpty()
                    .isSubsetOf(FreshReports.NAMES);
        }
        assertThat(folder.resolve("validation.csv")).exists();
        assertThat(folder.resolve("logs")).exists();
    }

    private void place(String... names) throws IOException {
        try (FreshReports fresh = FreshReports.of(folder)) {
            for (String name : names) write(".reports.new/" + name);
            fresh.place();
        }
    }

    private void write(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "x");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }
}
