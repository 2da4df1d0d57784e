package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.FreshReports;
import dev.frostbench.reports.Reports;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes every report of a recorded run, and says where they are.
final class Rendering {

    private Rendering() {}

    static void render(RecordedRun recorded, Path folder, PrintWriter out) throws IOException {
        ObjectNode sheet = recorded.madeFrom();
        render(recorded, sheet, folder, out);
    }

    /// @param k in place of what the run was asked for
    static void render(RecordedRun recorded, EstimateOption k, Path folder, PrintWriter out) throws IOException {
        ObjectNode sheet = recorded.madeFrom();
        k.writeInto(sheet);
        render(recorded, sheet, folder, out);
    }

    private static void render(RecordedRun recorded, ObjectNode sheet, Path folder, PrintWriter out)
            throws IOException {
        RunRecord record = recorded.record();
        Tally tally = Tally.of(record, EstimateOption.of(sheet));
        try (FreshReports fresh = FreshReports.of(folder)) {
            WholeFile.write(fresh.path().resolve("run.json"),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(sheet));
            Reports.render(record, tally, fresh.path());
            fresh.place();
        }
        out.print(SummaryText.render(record, tally));
        out.println("reports: " + folder.resolve("index.html"));
        out.flush();
    }
}
