package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.JoinedRuns;
import dev.frostbench.harness.run.Rendering;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.tally.Estimates;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `report`: writes the reports again from the ledger, or one page for several runs.
@Command(name = "report", description = {
        "Write the reports of a run again, from its ledger; or, with --out, one page with the models of several runs"
                + " of the same tasks side by side."},
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {

    private static final int MOST_DIFFERENCES = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "RUN",
            description = "A run's folder, or its id below reports/runs.")
    private List<String> runs;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Leave the runs' own folders as they are, and write the page and the CSV files of all of"
                    + " them into this one.")
    private Path out;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        Optional<Estimates> estimates = k.asked();
        if (out != null) return together(estimates);
        if (runs.size() > 1)
            throw new BadInput(Problem.of("the command line", "report", "is given several runs and no place for their"
                    + " page", "add --out DIR, or name one run"));
        try (RunFolder folder = RunFolder.existing(runs.getFirst(), Path.of(""))) {
            new Reporting(spec).summary(Rendering.again(read(folder.path()), estimates, folder.path()));
        }
        return ExitCode.DONE;
    }

    private RecordedRun read(Path folder) throws IOException {
        RecordedRun recorded = RecordedRun.read(folder);
        if (recorded.torn())
            spec.commandLine().getErr()
                    .println("the end of the ledger was lost in a crash; run --resume does it again");
        return recorded;
    }

    private int together(Optional<Estimates> estimates) throws IOException {
        if (!JoinedRuns.isIn(out)) RunFolder.checkNew(out);
        Map<String, RecordedRun> recorded = new LinkedHashMap<>();
        for (String run : runs) recorded.put(run, read(RunFolder.find(run, Path.of(""))));
        JoinedRuns joined = JoinedRuns.of(recorded);
        List<String> differences = joined.differences();
        differences.stream().limit(MOST_DIFFERENCES)
                .forEach(each -> spec.commandLine().getErr().println("note: " + TerminalText.line(each)));
        if (differences.size() > MOST_DIFFERENCES)
            spec.commandLine().getErr()
                    .println("note: and " + (differences.size() - MOST_DIFFERENCES) + " more; compare lists them");
        Files.createDirectories(out);
        new Reporting(spec).summary(Rendering.joined(joined, estimates, out));
        return ExitCode.DONE;
    }
}
