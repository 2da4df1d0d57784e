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

/// An entry of a ledger.
///
///     Began  Started Planned… PlanEnded  Finished…  Ended  [Began  [Started Planned… PlanEnded]  Finished…  Ended]
///                                                          └ a resumed run  └ whose inputs changed
///
/// A later plan replaces an earlier one. A result under the earlier plan counts if the later plan has the same key.
public sealed interface Entry {

    /// A process begins to work at the run. This is not part of a plan: no score depends on when and where it happens.
    ///
    /// @param command the words of its command line
    /// @param share the part of the plan that it does
    record Began(Instant at, List<String> command, Machine machine, Share share) implements Entry {
        public Began {
            command = List.copyOf(command);
        }

        /// Of a process that does the whole plan.
        public Began(Instant at, List<String> command, Machine machine) {
            this(at, command, machine, Share.WHOLE);
        }
    }

    /// The process that began last has finished its work or was stopped.
    record Ended(Instant at) implements Entry {}

    /// A plan begins.
    ///
    /// @param madeFrom what `run.json` says
    record Started(RunInfo info, ObjectNode madeFrom) implements Entry {}

    /// One selected task and the samples to try; none if there is no prediction for it.
    record Planned(Task task, List<Sample> samples) implements Entry {
        public Planned {
            samples = List.copyOf(samples);
        }
    }

    /// The plan is complete.
    ///
    /// @param digest of all of its entries, so that a resumed run can recognise an equal plan
    record PlanEnded(String digest) implements Entry {}

    /// The result of one sample of a task.
    ///
    /// @param key as in [Sample]
    record Finished(String task, int sample, String key, Evidence evidence, Grade grade) implements Entry {}

    /// One prediction to try.
    ///
    /// @param key names everything the verdict depends on: prediction, task, fixture, procedure, limits, grader
    record Sample(Prediction prediction, String key) {}
}
