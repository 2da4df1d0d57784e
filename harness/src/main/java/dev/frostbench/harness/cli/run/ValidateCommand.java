package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.ControlOption;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunOutcome;
import dev.frostbench.harness.run.RunRequest;
import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.audit.AuditText;
import dev.frostbench.reports.validation.Validation;
import dev.frostbench.suites.selection.PredictionSource;
import java.io.PrintWriter;
import java.nio.file.Path;
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

    @Option(names = "--audit", description = "Ask the four questions of an audit: also the solution with a comment more"
            + " must resolve, and no cheat may.")
    private boolean audit;

    @Mixin
    private ControlOption control;

    @Mixin
    private RunOptions options;

    @Mixin
    private ClusterOptions cluster;

    public ValidateCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || runs > MOST_RUNS)
            throw new BadInput(
                    Problem.of("validate", "--runs", "cannot be " + runs, "give a number from 1 to " + MOST_RUNS));
        if (control.isGiven() && !audit)
            throw new BadInput(
                    Problem.of("validate", "--control", "is for an audit: gold and no change have no control",
                            "add --audit, or leave it out"));
        RunRequest request = options.request(settings, inputs,
                audit ? new PredictionSource.Audit(runs) : new PredictionSource.GoldAndEmpty(runs),
                new EstimateOption(), audit ? control.depth() : 0, cluster.request(),
                spec.root().commandLine().getParseResult().originalArgs());
        return new RunFace(options.settings(settings), spec, options.loudness()).run(request,
                audit ? this::audited : this::validated);
    }

    private int validated(RunOutcome.Reported run) {
        Validation validation = Validation.of(run.record());
        return told(validation.text(), run.folder().resolve(Validation.FILE), validation.allValid());
    }

    private int audited(RunOutcome.Reported run) {
        Audit of = Audit.of(run.record());
        return told(AuditText.of(of), run.folder().resolve(Audit.FILE), of.allRight());
    }

    private int told(String text, Path list, boolean reached) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.println("list: " + list);
        out.flush();
        return reached ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }
}
