package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.machine.ShippedSuites;
import dev.frostbench.harness.run.GradeService;
import dev.frostbench.harness.run.RegradeService;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.grading.GraderVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `grade`: verdicts from recorded logs or of a recorded run, without a sandbox.
@Command(name = "grade", description = "Grade recorded logs in the official layout, or a run of an earlier version"
        + " again, without a sandbox.", sortOptions = false)
public final class GradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUITE|RUN",
            description = "The suite of the logs, by its file or name; or a run's folder, or its id below"
                    + " reports/runs.")
    private Path graded;

    @Mixin
    private TaskOptions tasks;

    @Option(names = "--logs", paramLabel = "DIR",
            description = "Folder with <model>/<instance>/test_output.txt at any depth, a run's own folder, or"
                    + " submissions of SWE-bench/experiments.")
    private Path logs;

    @Option(names = "--suite", paramLabel = "SUITE",
            description = "The suite of RUN, if it is no longer where it was.")
    private Path suite;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the reports go; by default reports/runs/<run-id>.")
    private Path out;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        return logs == null ? regrade() : gradeLogs();
    }

    private int gradeLogs() throws Exception {
        if (suite != null) throw wrong("--suite", "is given beside --logs", "name the suite file first: grade SUITE");
        var told = new Told(spec.commandLine().getErr());
        var outcome = new GradeService(tasks.of(graded), logs, Optional.ofNullable(out), k.asked(), words())
                .grade(told);
        new Reporting(spec).summary(outcome);
        return told.allReadable ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private int regrade() throws Exception {
        if (Files.isRegularFile(graded))
            throw wrong("--logs", "is missing", "name the folder of the logs, or a run in place of the suite");
        if (tasks.given())
            throw wrong("--dataset and --instance", "are for logs; a run has its own rows", "leave them out");
        Path run = RunFolder.find(graded.toString(), Path.of(""));
        var regraded = new RegradeService(run, named(suite), Optional.ofNullable(out), k.asked(),
                words()).regrade();
        PrintWriter terminal = spec.commandLine().getOut();
        if (regraded.lost())
            spec.commandLine().getErr().println("the end of the ledger of " + run
                    + " was lost in a crash; run --resume does it again");
        new Reporting(spec).summary(regraded.reported());
        terminal.println("graded by version " + GraderVersion.CURRENT + ", before by " + regraded.before() + ": "
                + Plural.of(regraded.changes().size(), "verdict") + " changed");
        for (var change : regraded.changes())
            terminal.println(TerminalText.clean("  " + change.task() + " (" + change.sample() + "): " + change.before()
                    + " -> " + change.now() + ": " + change.why()));
        terminal.flush();
        return ExitCode.DONE;
    }

    private static Optional<Path> named(Path suite) throws IOException {
        return suite == null ? Optional.empty() : Optional.of(ShippedSuites.ofThisProgram().file(suite));
    }

    private List<String> words() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private static BadInput wrong(String what, String wrong, String cure) {
        return new BadInput(Problem.of("grade", what, wrong, cure));
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
