package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Tally;
import java.nio.file.Path;
import java.util.List;

/// The outcome of a run.
public sealed interface RunOutcome {

    Path folder();

    /// Every sample was tried or graded, and the reports are written.
    ///
    /// @param tally with the pass@k that were asked for
    /// @param warnings what may mislead in the inputs
    record Reported(Path folder, RunRecord record, Tally tally, List<Problem> warnings) implements RunOutcome {
        public Reported {
            warnings = List.copyOf(warnings);
        }
    }

    /// This process's share of the plan is done. There are no reports before the ledgers of all shares are merged.
    ///
    /// @param failed samples that the machine failed at
    record ShareDone(Path folder, Share share, int failed) implements RunOutcome {}

    /// The shares of the run are ready for somebody else to start them.
    ///
    /// @param manifest the file that says what to start
    record Prepared(Path folder, Path manifest) implements RunOutcome {}

    /// The run was stopped. What is finished is in the ledger.
    record Stopped(Path folder) implements RunOutcome {}
}
