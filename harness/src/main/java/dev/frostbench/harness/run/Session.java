package dev.frostbench.harness.run;

import dev.frostbench.harness.execute.Executor;
import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.execute.Runner;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.JobKey;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.plan.Forgers;
import dev.frostbench.harness.plan.Job;
import dev.frostbench.harness.plan.Plan;
import dev.frostbench.reports.FreshReports;
import dev.frostbench.suites.procedure.Controls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One sitting of a run. It writes the plan if that is new, and tries what is left of this process's share.
record Session(RunRequest request, RunListener listener, Path folder) {

    /// @return whether all of the share is done
    boolean carryOut(Executor executor, Plan plan, RecordedRun recorded) throws IOException, InterruptedException {
        if (recorded.torn()) listener.ledgerTorn();
        List<Job> mine = mine(plan);
        List<Job> unfinished = Plan.left(mine, recorded);
        List<Job> left = request.place().onlyFailed() ? Plan.failed(mine, recorded) : unfinished;
        var control = new RunControl(folder, executor);
        try (var _ = listener.attend(control)) {
            try {
                boolean done;
                try (Ledger ledger = Ledger.open(folder, recorded); Progress progress = listener.progress()) {
                    ledger.append(new Entry.Began(Instant.now(), request.command(), ThisMachine.seen(),
                            request.share()), () -> {});
                    begin(ledger, plan, recorded);
                    ledger.sync();
                    progress.begins(left.size(), mine.size() - unfinished.size());
                    done = carryOut(executor, left, ledger, progress);
                }
                return done && (request.depth() == 0 || tryForgersAgain(executor, mine));
            } finally {
                control.ledgerClosed();
            }
        }
    }

    private static boolean carryOut(Executor executor, List<Job> jobs, Ledger ledger, Progress progress)
            throws IOException, InterruptedException {
        boolean done = new Runner(executor, ledger, progress).run(jobs);
        ledger.append(new Entry.Ended(Instant.now()), () -> {});
        return done;
    }

    /// @return whether all of it is done
    private boolean tryForgersAgain(Executor executor, List<Job> mine) throws IOException, InterruptedException {
        RecordedRun recorded = RecordedRun.read(folder);
        Forgers forgers = Forgers.of(mine, recorded.record());
        if (forgers.again().isEmpty()) return true;
        try (Ledger ledger = Ledger.open(folder, recorded); Progress progress = listener.progress()) {
            progress.note(
                    Forgers.told(forgers.models()) + ": what else passes is tried "
                            + Controls.OF_A_FORGER + " times, beside " + Controls.OF_A_FORGER + " controls");
            progress.begins(forgers.again().size(), 0);
            return carryOut(executor, forgers.again(), ledger, progress);
        }
    }

    private List<Job> mine(Plan plan) throws IOException {
        Share share = request.share();
        if (share.isWhole()) return plan.jobs();
        return plan.jobs(plan.shards(share.of()).get(share.number() - 1));
    }

    /// The reports of another plan are removed before this one is written. So a run that is killed then has no reports
    /// of its earlier plan.
    private void begin(Ledger ledger, Plan plan, RecordedRun recorded) throws IOException, InterruptedException {
        List<Entry> entries = plan.entries();
        var end = (Entry.PlanEnded) entries.getLast();
        if (!recorded.planDigest().equals(Optional.of(end.digest()))) {
            FreshReports.remove(folder);
            for (Entry entry : entries) ledger.append(entry, () -> {});
        }
        for (Entry.Finished graded : plan.graded())
            if (!recorded.isFinished(JobKey.of(graded))) ledger.append(graded, () -> {});
    }
}
