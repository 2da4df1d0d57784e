package dev.frostbench.reports;

import dev.frostbench.reports.comparison.ComparisonMarkdown;
import dev.frostbench.reports.comparison.ComparisonReport;
import dev.frostbench.reports.comparison.CtrfJson;
import dev.frostbench.reports.comparison.JunitXml;
import dev.frostbench.reports.csv.ComparisonCsv;
import dev.frostbench.reports.csv.HistoryCsv;
import dev.frostbench.reports.history.History;
import dev.frostbench.reports.html.ComparisonPage;
import dev.frostbench.reports.html.HistoryPage;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The files about several runs.
public final class ComparisonFiles {

    private ComparisonFiles() {}

    /// @param version of Frostbench
    public static void write(ComparisonReport report, String version, Path folder) throws IOException {
        write(folder, "comparison.csv", ComparisonCsv.of(report));
        write(folder, "comparison.html", ComparisonPage.of(report));
        write(folder, "comparison.md", ComparisonMarkdown.render(report));
        write(folder, "junit.xml", JunitXml.render(report));
        write(folder, "ctrf.json", CtrfJson.render(report, version));
    }

    public static void write(History history, Path folder) throws IOException {
        write(folder, "history.csv", HistoryCsv.nights(history));
        write(folder, "flaky.csv", HistoryCsv.flaky(history));
        write(folder, "history.html", HistoryPage.of(history));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        WholeFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
