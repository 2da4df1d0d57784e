package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Tally;
import java.nio.file.Path;
import java.util.List;

/// What came of a run.
public sealed interface RunOutcome {

    Path folder();

    /// Every sample was tried or graded, and the reports are written.
    ///
    /// @param tally with the pass@k that were asked for
    /// @param warnings what in the inputs may mislead
    record Reported(Path folder, RunRecord record, Tally tally, List<Problem> warnings) implements RunOutcome {
        public Reported {
            warnings = List.copyOf(warnings);
        }
    }

    /// The share of the plan that was asked for is done. There are no reports before the ledgers of all shares are
    /// merged.
    record ShareDone(Path folder) implements RunOutcome {}

    /// It was stopped; what is finished is in the ledger.
    record Stopped(Path folder) implements RunOutcome {}
}
