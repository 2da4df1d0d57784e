package dev.frostbench.harness.execute;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.grading.LimitReason;
import dev.frostbench.suites.procedure.Controls;
import dev.frostbench.suites.procedure.Evidence;

/// What the evidence of a job proves: a pure function of the two, wherever the job was run.
final class JobResult {

    private JobResult() {}

    static Entry.Finished of(Job job, Evidence evidence) {
        return new Entry.Finished(job.task().id(), job.sample().prediction().sample(), job.sample().key(), evidence,
                evidence.trouble().map(JobResult::failed).orElseGet(() -> graded(job, evidence)));
    }

    private static Grade failed(String trouble) {
        return Grade.error("the machine failed, not the prediction"
                + MachineFault.of(trouble).map(fault -> " (" + fault.words() + ")").orElse("") + ": " + trouble);
    }

    private static Grade graded(Job job, Evidence evidence) {
        var prediction = job.sample().prediction();
        return LimitReason.named(job.evaluation().grade(job.task(), prediction, evidence), evidence,
                job.procedure(Controls.NONE).limits());
    }
}
