package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.harness.run.Rendering;
import dev.frostbench.harness.run.RunFolder;
import dev.frostbench.reports.tally.Estimates;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `report`: writes the reports again from the ledger.
@Command(name = "report", description = "Write the reports of a run again, from its ledger.",
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its id below reports/runs.")
    private String run;

    @Mixin
    private EstimateOption k;

    @Override
    public Integer call() throws Exception {
        Optional<Estimates> estimates = k.asked();
        try (RunFolder folder = RunFolder.existing(run, Path.of(""))) {
            RecordedRun recorded = RecordedRun.read(folder.path());
            if (recorded.torn())
                spec.commandLine().getErr()
                        .println("the end of the ledger was lost in a crash; run --resume does it again");
            new Reporting(spec).summary(Rendering.again(recorded, estimates, folder.path()));
        }
        return ExitCode.DONE;
    }
}
