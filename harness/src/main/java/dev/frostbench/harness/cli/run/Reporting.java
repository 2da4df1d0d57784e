package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.reports.explain.Unjudged;
import dev.frostbench.reports.tally.SummaryText;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/// What is said of a run whose reports are written.
record Reporting(CommandSpec spec) {

    /// The score, and where the reports are.
    void summary(RunOutcome.Reported run) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(SummaryText.render(run.record(), run.tally()));
        out.println("reports: " + run.folder().resolve("index.html"));
        out.flush();
    }

    /// Once more beside the score, because what was said before the run is out of sight; `run.json` has them too.
    void warnings(RunOutcome.Reported run) {
        PrintWriter out = spec.commandLine().getOut();
        run.warnings().forEach(warning -> out.println("warning: " + TerminalText.clean(warning.toString())));
        out.flush();
    }

    /// What a score is worth that lacks tasks is for the user to say. That it lacks them is told.
    ///
    /// @return whether every task was judged
    boolean allJudged(RunOutcome.Reported run) {
        Unjudged unjudged = Unjudged.of(run.record());
        if (unjudged.isEmpty()) return true;
        PrintWriter err = spec.commandLine().getErr();
        unjudged.lines("--resume --out " + run.folder())
                .forEach(line -> err.println((line.startsWith(" ") ? "" : "frostbench: ") + line));
        err.flush();
        return false;
    }
}
