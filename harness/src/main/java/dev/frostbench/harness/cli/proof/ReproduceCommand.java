package dev.frostbench.harness.cli.proof;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.cli.options.BackendOption;
import dev.frostbench.harness.cli.options.FromRegistryOption;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.cli.run.ConsoleListener;
import dev.frostbench.harness.cli.run.Reporting;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.proof.Finding;
import dev.frostbench.harness.proof.ReportFiles;
import dev.frostbench.harness.run.ReproduceService;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
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

/// `reproduce`: does a run again from its folder alone, and compares the score files.
@Command(name = "reproduce", sortOptions = false,
        description = "Do a run again from its report alone, and compare the score files to the byte: 0 equal, 1"
                + " different.")
public final class ReproduceCommand implements Callable<Integer> {

    /// How many files are named.
    private static final int SHOWN = 10;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REPORT", description = "A run's folder, or its id below reports/runs.")
    private String report;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where the new run goes; by default a new folder in reports/runs.")
    private Path out;

    @Option(names = "--suite", paramLabel = "FILE",
            description = "The suite file, if the run kept no suite.zip and it is no longer where it was.")
    private Path suite;

    @Option(names = "--workers", paramLabel = "N", description = "Sandboxes at a time; by default one a processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Mixin
    private BackendOption backend;

    @Mixin
    private Loudness loudness;

    @Mixin
    private FromRegistryOption fromRegistry;

    public ReproduceCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (workers < 1)
            throw new BadInput(Problem.of("reproduce", "--workers", "cannot be " + workers, "give a number from 1"));
        Settings chosen = backend.of(settings);
        Path first = RunFolder.find(report, Path.of(""));
        ReportFiles before = ReportFiles.scores(first);
        if (!before.files().containsKey("scores.csv"))
            throw new BadInput(Problem.of(first.toString(), "this run", "has no scores to compare with",
                    "write them with: report " + report));
        Places places = Places.of(chosen);
        var service = new ReproduceService(places, first, Optional.ofNullable(suite), Optional.ofNullable(out),
                fromRegistry.repository(chosen), workers, spec.root().commandLine().getParseResult().originalArgs());
        return switch (service.reproduce(new ConsoleListener(spec.commandLine().getErr(), places, workers,
                loudness))) {
            case RunOutcome.Stopped _ -> ExitCode.INTERRUPTED;
            case RunOutcome.Prepared _, RunOutcome.ShareDone _ -> ExitCode.DONE;
            case RunOutcome.Reported run -> compared(before, run);
        };
    }

    private int compared(ReportFiles before, RunOutcome.Reported run) throws IOException {
        var reporting = new Reporting(spec);
        reporting.summary(run);
        List<Finding> differences = before.differences(ReportFiles.scores(run.folder()));
        PrintWriter terminal = spec.commandLine().getOut();
        if (differences.isEmpty()) {
            terminal.println("equal to the byte: " + Plural.of(before.files().size(), "score file") + " of "
                    + before.folder());
            terminal.flush();
            return ExitCode.DONE;
        }
        terminal.println("different from " + before.folder() + " in " + Plural.of(differences.size(), "score file")
                + " of " + before.files().size() + ":");
        differences.stream().limit(SHOWN).forEach(finding -> terminal.println("  " + TerminalText.clean(
                finding.toString())));
        if (differences.size() > SHOWN) terminal.println("  and " + (differences.size() - SHOWN) + " more");
        terminal.flush();
        return reporting.allJudged(run) ? ExitCode.NOT_REACHED : ExitCode.MACHINE;
    }
}
