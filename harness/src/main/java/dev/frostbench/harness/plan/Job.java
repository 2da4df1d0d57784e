package dev.frostbench.harness.plan;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.suites.kind.Evaluation;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.task.Task;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// One sample to try.
///
/// @param origin what its sandboxes are forked from
/// @param sample the prediction and its key
/// @param depth of its [Controls]
public record Job(Task task, Evaluation evaluation, Origin origin, Entry.Sample sample, int depth) {

    /// The name of this job in any process that has the same plan.
    public JobKey key() {
        return new JobKey(task.id(), sample.prediction().sample(), sample.key());
    }

    /// How the sample is tried.
    public Procedure procedure(Controls controls) {
        return evaluation.procedure(task, sample.prediction(), controls);
    }

    /// The same sample, tried as one of a model that has forged.
    public Job ofAForger() {
        return ofDepth(Math.max(depth, Controls.OF_A_FORGER));
    }

    /// The same sample with other controls. Its key stays: it names the sample in the plan.
    public Job ofDepth(int other) {
        return new Job(task, evaluation, origin, sample, other);
    }

    /// Whether a result that counts is of fewer passes than this job would take.
    public boolean exceeds(Job before, Evidence seen) {
        Set<String> passes = passes(depth);
        passes.removeAll(before.passes(before.depth));
        return !passes.isEmpty() && seen.observations().stream().map(Observation::pass).noneMatch(passes::contains);
    }

    private Set<String> passes(int ofDepth) {
        return procedure(Controls.shape(ofDepth)).passes().stream().map(Pass::name)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
