package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.harness.run.RunRequest;
import dev.frostbench.reports.validation.Validation;
import dev.frostbench.suites.selection.PredictionSource;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `validate`: whether a suite's tasks can be trusted on this machine.
@Command(name = "validate",
        description = "Try each task's own solution, which must resolve, and no change, which must not.",
        sortOptions = false)
public final class ValidateCommand implements Callable<Integer> {

    private final Settings settings;

    private static final int MOST_RUNS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--runs", paramLabel = "N", description = "How often each is tried; by default once.")
    private int runs = 1;

    @Mixin
    private RunOptions options;

    public ValidateCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || runs > MOST_RUNS)
            throw new BadInput(
                    Problem.of("validate", "--runs", "cannot be " + runs, "give a number from 1 to " + MOST_RUNS));
        RunRequest request = options.request(inputs, new PredictionSource.GoldAndEmpty(runs), new EstimateOption(), 0,
                spec.root().commandLine().getParseResult().originalArgs());
        return new RunFace(settings, spec).run(request, this::told);
    }

    private int told(RunOutcome.Reported run) {
        Validation validation = Validation.of(run.record());
        PrintWriter out = spec.commandLine().getOut();
        out.print(validation.text());
        out.println("list: " + run.folder().resolve(Validation.FILE));
        out.flush();
        return validation.allValid() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }
}
