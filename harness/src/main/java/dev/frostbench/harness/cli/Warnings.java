package dev.frostbench.harness.cli;

import dev.frostbench.harness.cli.SuiteInputs.Chosen;
import dev.frostbench.reports.TerminalText;
import picocli.CommandLine.Model.CommandSpec;

/// What in a run's inputs may mislead: told before anything runs, and once more beside the score.
final class Warnings {

    private Warnings() {}

    static void print(Chosen chosen, CommandSpec spec) {
        var err = spec.commandLine().getErr();
        chosen.selection().warnings().forEach(warning -> err.println("warning: " + TerminalText.clean(warning.toString())));
        err.flush();
    }

    /// Only that there are some: they stand in `run.json` too.
    static void recall(Chosen chosen, CommandSpec spec) {
        int count = chosen.selection().warnings().size();
        if (count == 0) return;
        var err = spec.commandLine().getErr();
        err.println("frostbench: " + Plural.of(count, "warning") + " about the inputs: see above, or 'warnings' in run.json");
        err.flush();
    }
}
