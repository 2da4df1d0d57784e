package dev.frostbench.harness.execute;

import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.plan.Job;
import java.io.IOException;
import java.util.List;

/// Carries out the jobs of one run. It knows neither the ledger nor the progress.
///
/// 1. Each job gets one result, in any order. If the machine fails, the job is tried once more; if it fails again, the
///    verdict is `error`.
/// 2. After a stop nothing starts, and unfinished jobs give no result: a command that was killed by the stop would look
///    like a prediction that fails.
/// 3. If a result cannot be handed in, the run ends, and [#run] throws what the [Results] threw.
public interface Executor {

    /// Carries out every job. Returns when all are done or the run was stopped. May be called again after that.
    ///
    /// @return whether all are done
    boolean run(List<Job> jobs, Results results) throws IOException, InterruptedException;

    /// Ends what is running and starts nothing more. Returns at once; [#run] returns soon after. May be called before
    /// [#run], which then starts nothing.
    void stop() throws IOException;

    /// Takes the results of an executor. Called from several threads.
    interface Results {

        /// The job is under way.
        void started(Job job);

        void finished(Entry.Finished result) throws IOException, InterruptedException;

        /// Something that is not a result, in one line.
        void note(String line);
    }
}
