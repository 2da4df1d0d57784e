package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.run.SuiteInputs.Chosen;
import dev.frostbench.reports.text.TerminalText;
import picocli.CommandLine.Model.CommandSpec;

/// What in a run's inputs may mislead: told before anything runs, and once more beside the score.
final class Warnings {

    private Warnings() {}

    static void print(Chosen chosen, CommandSpec spec) {
        var err = spec.commandLine().getErr();
        chosen.selection().warnings()
                .forEach(warning -> err.println("warning: " + TerminalText.clean(warning.toString())));
        err.flush();
    }

    /// Where the score stands; `run.json` has them too.
    static void recall(Chosen chosen, CommandSpec spec) {
        var out = spec.commandLine().getOut();
        chosen.selection().warnings()
                .forEach(warning -> out.println("warning: " + TerminalText.clean(warning.toString())));
        out.flush();
    }
}
