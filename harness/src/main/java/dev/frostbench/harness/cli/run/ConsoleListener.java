package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.execute.Progress;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.run.RunControl;
import dev.frostbench.harness.run.RunListener;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;

/// The messages of a run on standard error while it goes on.
public record ConsoleListener(PrintWriter err, Places places, int workers, Loudness loudness) implements RunListener {

    @Override
    public void warning(Problem warning) {
        Reporting.warn(err, warning);
    }

    @Override
    public BuildListener builds() {
        return loudness.builds(places);
    }

    @Override
    public void locked(Path file) {
        err.println("frostbench: the suite's fixtures are locked from now on, in " + file);
    }

    @Override
    public void machineChanged(Set<String> whats, String renewal) {
        err.println("frostbench: warning: this machine is not as it was when its fixtures were frozen: "
                + String.join(", ", whats) + "; the run stands on what was frozen; to take what is here now: "
                + renewal);
    }

    @Override
    public void told(String line) {
        err.println("frostbench: " + TerminalText.line(line));
    }

    @Override
    public void ledgerTorn() {
        err.println("the end of the ledger was lost in a crash and is done again");
    }

    @Override
    public Attendance attend(RunControl control) {
        return new Interruption(control);
    }

    @Override
    public Progress progress() {
        return loudness.width(places.settings().environment())
                .<Progress>map(width -> new TerminalProgress(loudness.progress(), width, workers))
                .orElseGet(() -> new LineProgress(loudness.progress(), workers, loudness.isVerbose()));
    }
}
