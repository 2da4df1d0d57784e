package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.run.GradeService;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `grade`: verdicts from recorded logs, without a sandbox.
@Command(name = "grade", description = "Grade recorded logs in the official layout, without a sandbox.",
        sortOptions = false)
public final class GradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--logs", required = true, paramLabel = "DIR",
            description = "Folder with <model>/<instance>/test_output.txt at any depth, a run's own folder, or"
                    + " submissions of SWE-bench/experiments.")
    private Path logs;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        var told = new Told(spec.commandLine().getErr());
        var outcome = new GradeService(inputs.choice(), logs, Optional.ofNullable(out), k.asked(),
                spec.root().commandLine().getParseResult().originalArgs()).grade(told);
        new Reporting(spec).summary(outcome);
        return told.allReadable ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    /// Prints what is wrong with single inputs.
    private static final class Told implements GradeService.Listener {

        private final PrintWriter err;
        private boolean allReadable = true;

        Told(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void warning(Problem warning) {
            Reporting.warn(err, warning);
        }

        @Override
        public void unknown(Path folder) {
            err.println(folder + ": no task of the suite has this name; left out");
        }

        @Override
        public void unreadable(List<Problem> problems, int rows) {
            allReadable = false;
            problems.forEach(problem -> err.println(TerminalText.clean(problem.toString())));
            err.println("frostbench: what is recorded of " + Plural.of(rows, "such row")
                    + " is 'error'; the other logs are graded");
            err.flush();
        }
    }
}
