package dev.frostbench.harness.ledger;

import dev.frostbench.reports.record.RunRecord.Machine;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a ledger records.
///
///     Began  Started Planned… PlanEnded  Finished…  Ended  [Began  [Started Planned… PlanEnded]  Finished…  Ended]
///                                                          └ a resumed run  └ whose inputs changed
///
/// A later plan replaces an earlier one; what finished under the earlier counts where its key is still asked for.
public sealed interface Entry {

    /// A process begins to work at the run. Belongs to no plan: no score depends on when and where it is.
    ///
    /// @param command the words of its command line
    record Began(Instant at, List<String> command, Machine machine) implements Entry {
        public Began {
            command = List.copyOf(command);
        }
    }

    /// The process that began last has done what it was to do, or was stopped.
    record Ended(Instant at) implements Entry {}

    /// A plan begins.
    ///
    /// @param madeFrom what `run.json` says
    record Started(RunInfo info, ObjectNode madeFrom) implements Entry {}

    /// One selected task and the samples to try; none when no prediction was made for it.
    record Planned(Task task, List<Sample> samples) implements Entry {
        public Planned {
            samples = List.copyOf(samples);
        }
    }

    /// The plan is whole.
    ///
    /// @param digest of all of its entries, to know an equal plan when resuming
    record PlanEnded(String digest) implements Entry {}

    /// A task and sample that has its verdict.
    ///
    /// @param key as in [Sample]
    record Finished(String task, int sample, String key, Evidence evidence, Grade grade) implements Entry {}

    /// One prediction to try.
    ///
    /// @param key names everything the verdict depends on: prediction, task, fixture, procedure, limits, grader
    record Sample(Prediction prediction, String key) {}
}
