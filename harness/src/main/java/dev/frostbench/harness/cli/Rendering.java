package dev.frostbench.harness.cli;

import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.Reports;
import dev.frostbench.reports.RunRecord;
import dev.frostbench.reports.SummaryText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/// Writes every report of a recorded run, and says where they are.
final class Rendering {

    private Rendering() {}

    static void render(RecordedRun recorded, Path folder, PrintWriter out) throws IOException {
        byte[] sheet = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(recorded.madeFrom());
        Path half = Files.write(folder.resolve("run.json.half"), sheet);
        Files.move(half, folder.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        RunRecord record = recorded.record();
        Reports.render(record, folder);
        out.print(SummaryText.render(record));
        out.println("reports: " + folder.resolve("index.html"));
        out.flush();
    }
}
