package dev.frostbench.harness.execute;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.suites.grading.Grade;
import dev.frostbench.suites.procedure.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Jobs whose service could not be made to run. Each ends as `error` without being tried, and `--resume` tries it
/// again.
public final class Unserved {

    private Unserved() {}

    /// Hands in the results of such jobs.
    ///
    /// @return the other jobs, in their order
    public static List<Job> settle(List<Job> jobs, Executor.Results results) throws IOException, InterruptedException {
        List<Job> others = new ArrayList<>();
        for (Job job : jobs) {
            Optional<String> trouble = job.origin().trouble();
            if (trouble.isEmpty()) others.add(job);
            else {
                results.started(job);
                results.finished(result(job, trouble.get()));
            }
        }
        return others;
    }

    private static Entry.Finished result(Job job, String why) {
        return new Entry.Finished(job.task().id(), job.sample().prediction().sample(), job.sample().key(),
                Evidence.trouble(job.origin().fixture().digest().text(), why),
                Grade.error("its service does not run: " + why));
    }
}
