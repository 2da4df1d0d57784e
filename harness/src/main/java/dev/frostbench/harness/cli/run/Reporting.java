package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.reports.explain.Unjudged;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// The messages about a run whose reports are written.
public record Reporting(CommandSpec spec) {

    /// Prints the score, and where the reports are.
    public void summary(RunOutcome.Reported run) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(SummaryText.render(run.record(), run.tally()));
        out.println("reports: " + run.folder().resolve("index.html"));
        out.flush();
    }

    /// Prints where the ledger of a shard is, and what to do with it.
    ///
    /// @return whether every task of the shard was judged
    boolean share(RunOutcome.ShareDone done) {
        spec.commandLine().getOut().println("shard " + done.share().text() + " is done: " + done.folder()
                + "; once all are: frostbench merge with the folder of each");
        if (done.failed() == 0) return true;
        PrintWriter err = spec.commandLine().getErr();
        err.println("frostbench: the machine failed at " + Plural.of(done.failed(), "sample") + " of this shard;"
                + " to try them again, go on with the same command and --resume --out " + done.folder());
        err.flush();
        return false;
    }

    /// Prints where the Jobs of a run stand, and what to do with them.
    void prepared(RunOutcome.Prepared run) {
        PrintWriter out = spec.commandLine().getOut();
        String file = Places.line(List.of(run.manifest().toString()));
        out.println("manifest: " + run.manifest());
        out.println("start the Jobs: kubectl apply -f " + file);
        out.println("wait for them: kubectl wait --for=condition=complete --timeout=24h -f " + file);
        out.println("then take their results over: the same command without --manifest, and with --resume --out "
                + run.folder());
        out.flush();
    }

    /// Repeats the warnings beside the score, because the first ones have scrolled away. `run.json` has them too.
    void warnings(RunOutcome.Reported run) {
        run.warnings().forEach(warning -> warn(spec.commandLine().getOut(), warning));
    }

    /// Prints a warning at once.
    static void warn(PrintWriter to, Problem warning) {
        to.println("warning: " + TerminalText.clean(warning.toString()));
        to.flush();
    }

    /// Prints which tasks have no verdict. The user decides what the score is worth without them.
    ///
    /// @return whether every task was judged
    public boolean allJudged(RunOutcome.Reported run) {
        Unjudged unjudged = Unjudged.of(run.record());
        if (unjudged.isEmpty()) return true;
        PrintWriter err = spec.commandLine().getErr();
        unjudged.lines("--resume --out " + run.folder())
                .forEach(line -> err.println((line.startsWith(" ") ? "" : "frostbench: ") + line));
        err.flush();
        return false;
    }
}
