package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.BuildReport;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.progress.TerminalWidth;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How much a command says while it works. Results, warnings and errors are said in any case.
public final class Loudness {

    @Option(names = {"-q", "--quiet"}, description = "Say no progress.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"},
            description = "Say more: each sample with its reason, and where a failure of the"
                    + " machine came from.")
    private boolean verbose;

    /// Where progress goes. Throws `BadInput` if both options are given.
    public PrintStream progress() {
        check();
        return quiet ? new PrintStream(OutputStream.nullOutputStream()) : System.err;
    }

    /// Where lines of progress go that stand among the results.
    ///
    /// @param out of the results
    public PrintWriter lines(PrintWriter out) {
        check();
        return quiet ? new PrintWriter(Writer.nullWriter()) : out;
    }

    /// The width of the terminal on which a line of progress may be overwritten; empty if there is none, or if lines
    /// are wanted.
    public Optional<Integer> width(Map<String, String> environment) {
        return quiet || verbose ? Optional.empty() : TerminalWidth.ofProgress(environment);
    }

    public boolean isVerbose() {
        return verbose;
    }

    /// The report of the builds of fixtures.
    public BuildReport builds(Places places) {
        return new BuildReport(progress(), width(places.settings().environment()), places.store());
    }

    private void check() {
        if (quiet && verbose)
            throw new BadInput(Problem.of("command line", "--quiet and --verbose", "contradict each other",
                    "give one of the two"));
    }
}
