package dev.frostbench.harness.cli;

import dev.frostbench.harness.cli.console.ExitCode;
import java.io.PrintWriter;
import java.io.Writer;

/// Does what every command does at its start, without effect, so that the start-up cache holds the classes for it. The
/// launcher runs it once after a build.
final class Rehearsal {

    private Rehearsal() {}

    static int run() {
        var silent = new PrintWriter(Writer.nullWriter());
        var line = Frostbench.commandLine(silent, silent);
        line.execute("--help");
        for (String command : line.getSubcommands().keySet()) line.execute(command, "--help");
        line.execute("bench", "--no-such-option");
        return ExitCode.DONE;
    }
}
