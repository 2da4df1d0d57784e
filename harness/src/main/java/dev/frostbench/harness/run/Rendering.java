package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.FreshReports;
import dev.frostbench.reports.Reports;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes every report of a recorded run into its folder.
public final class Rendering {

    private Rendering() {}

    /// @param estimates replace those that the run was asked for
    public static RunOutcome.Reported again(RecordedRun recorded, Optional<Estimates> estimates, Path folder)
            throws IOException {
        ObjectNode json = recorded.madeFrom();
        RunDescription.write(estimates, json);
        return render(recorded, json, folder, List.of());
    }

    /// Writes every report into another folder, which has none. The run's own folder stays as it is.
    ///
    /// @param estimates replace those that the run was asked for
    public static void aside(RecordedRun recorded, Optional<Estimates> estimates, Path folder) throws IOException {
        ObjectNode json = recorded.madeFrom();
        RunDescription.write(estimates, json);
        RunRecord record = recorded.record();
        write(json, record, Tally.of(record, RunDescription.estimates(json)), folder);
    }

    /// Writes one page and the CSV files of several runs into a folder of their own. No official file: these are of one
    /// run's answers.
    public static RunOutcome.Reported joined(JoinedRuns runs, Optional<Estimates> estimates, Path folder)
            throws IOException {
        RunRecord record = runs.record();
        ObjectNode json = record.circumstances().madeFrom();
        RunDescription.write(estimates, json);
        return render(record, json, folder, List.of());
    }

    static RunOutcome.Reported render(Path folder, List<Problem> warnings) throws IOException {
        RecordedRun recorded = RecordedRun.read(folder);
        return render(recorded, recorded.madeFrom(), folder, warnings);
    }

    private static RunOutcome.Reported render(RecordedRun recorded, ObjectNode json, Path folder,
            List<Problem> warnings) throws IOException {
        return render(recorded.record(), json, folder, warnings);
    }

    private static RunOutcome.Reported render(RunRecord record, ObjectNode json, Path folder, List<Problem> warnings)
            throws IOException {
        Tally tally = Tally.of(record, RunDescription.estimates(json));
        try (FreshReports fresh = FreshReports.of(folder)) {
            write(json, record, tally, fresh.path());
            fresh.place();
        }
        return new RunOutcome.Reported(folder, record, tally, warnings);
    }

    private static void write(ObjectNode json, RunRecord record, Tally tally, Path folder) throws IOException {
        WholeFile.write(folder.resolve("run.json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        Reports.render(record, tally, folder);
    }
}
