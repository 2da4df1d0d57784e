package dev.frostbench.harness.cli.run;

import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.ledger.Entry;
import dev.frostbench.harness.ledger.Ledger;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.machine.ThisMachine;
import dev.frostbench.harness.progress.TerminalWidth;
import dev.frostbench.harness.run.Job;
import dev.frostbench.harness.run.LineProgress;
import dev.frostbench.harness.run.Plan;
import dev.frostbench.harness.run.Progress;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.harness.run.Runner;
import dev.frostbench.harness.run.TerminalProgress;
import dev.frostbench.reports.FreshReports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// One sitting of a run: writes the plan where it is new, tries what is left, renders the reports.
final class Session {

    private final Settings settings;
    private final CommandSpec spec;
    private final RunFolder folder;
    private final int workers;

    Session(Settings settings, CommandSpec spec, RunFolder folder, int workers) {
        this.settings = settings;
        this.spec = spec;
        this.folder = folder;
        this.workers = workers;
    }

    int carryOut(SnapshotStore store, Plan plan, RecordedRun recorded) throws IOException, InterruptedException {
        if (recorded.torn()) System.err.println("the end of the ledger was lost in a crash and is done again");
        List<Job> left = plan.left(recorded);
        boolean done;
        try (Interruption interruption = new Interruption(folder.path())) {
            try (Ledger ledger = Ledger.open(folder.path(), recorded); Progress progress = progress()) {
                ledger.append(new Entry.Began(Instant.now(), spec.root().commandLine().getParseResult().originalArgs(),
                        ThisMachine.seen()), () -> {});
                begin(ledger, folder.path(), plan, recorded);
                var runner = new Runner(store, ledger, progress, workers);
                interruption.stops(runner);
                progress.begins(left.size(), plan.jobs().size() - left.size());
                done = runner.run(left);
                ledger.append(new Entry.Ended(Instant.now()), () -> {});
            }
            if (!done) {
                interruption.ledgerIsWhole();
                return ExitCode.INTERRUPTED;
            }
        }
        Rendering.render(RecordedRun.read(folder.path()), folder.path(), spec.commandLine().getOut());
        return ExitCode.DONE;
    }

    /// The reports of another plan go before this one is written: a run that is killed tells nothing of what it is no
    /// more.
    private static void begin(Ledger ledger, Path folder, Plan plan, RecordedRun recorded)
            throws IOException, InterruptedException {
        List<Entry> entries = plan.entries();
        var end = (Entry.PlanEnded) entries.getLast();
        if (!recorded.planDigest().equals(Optional.of(end.digest()))) {
            FreshReports.remove(folder);
            for (Entry entry : entries) ledger.append(entry, () -> {});
        }
        for (Entry.Finished empty : plan.graded())
            if (!recorded.isFinished(empty.task(), empty.sample(), empty.key())) ledger.append(empty, () -> {});
    }

    private Progress progress() {
        return TerminalWidth.ofProgress(settings.environment())
                .<Progress>map(width -> new TerminalProgress(System.err, width, workers))
                .orElseGet(() -> new LineProgress(System.err, workers));
    }
}
