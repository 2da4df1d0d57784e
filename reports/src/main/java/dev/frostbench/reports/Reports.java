package dev.frostbench.reports;

import dev.frostbench.reports.RunRecord.Part;
import dev.frostbench.reports.csv.CsvReport;
import dev.frostbench.reports.html.IndexPage;
import dev.frostbench.reports.official.FolderName;
import dev.frostbench.reports.official.HumanEvalOutput;
import dev.frostbench.reports.official.SweBenchOutput;
import dev.frostbench.reports.tally.Tally;
import java.io.IOException;
import java.nio.file.Path;

/// Every report of a run: CSV files, `official/`, and `index.html`.
public final class Reports {

    private Reports() {}

    /// Writes all report files into a folder, each whole or not at all; existing ones are replaced.
    public static void render(RunRecord run, Path folder) throws IOException {
        Tally tally = Tally.of(run);
        CsvReport.render(run, tally, folder);
        IndexPage.render(run, tally, folder);
        for (Part part : run.info().parts()) {
            Path official = official(run, part, folder);
            switch (part.kind()) {
                case "human-eval" -> HumanEvalOutput.render(run, part, official);
                case "swe-bench" -> SweBenchOutput.render(run, part, official);
                default -> { } // a command has no tool of its own
            }
        }
    }

    /// Parts of one kind would write files of the same names: each gets a folder of its own.
    private static Path official(RunRecord run, Part part, Path folder) {
        long alike = run.info().parts().stream().filter(other -> other.kind().equals(part.kind())).count();
        Path official = folder.resolve("official");
        return alike == 1 ? official : official.resolve(FolderName.of(part.name()));
    }
}
