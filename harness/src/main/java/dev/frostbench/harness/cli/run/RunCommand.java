package dev.frostbench.harness.cli.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.ControlOption;
import dev.frostbench.harness.cli.options.EstimateOption;
import dev.frostbench.harness.cli.options.FailUnder;
import dev.frostbench.harness.ledger.Share;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.run.RunRequest;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.suites.selection.PredictionSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `run`: predictions in, scores out.
@Command(name = "run", description = "Try predictions in sandboxes and write the scores.", sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--predictions", paramLabel = "F",
            description = "The predictions; 'gold' tries each task's own solution, 'empty' tries no change at all.")
    private String predictions;

    @Option(names = "--fail-under", paramLabel = "RATE",
            description = "Exit with 1 when a part's headline (pass@1 where tasks have samples) is under this rate,"
                    + " of all selected tasks: 0.5 or 50%%.")
    private String failUnder;

    @Mixin
    private ControlOption control;

    @Mixin
    private RunOptions options;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ShardOption shard;

    @Mixin
    private EstimateOption k;

    public RunCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        Optional<FailUnder> least = Optional.ofNullable(failUnder).map(FailUnder::of);
        Share share = shard.share();
        if (!share.isWhole() && least.isPresent())
            throw new BadInput(Problem.of("run", "--fail-under", "is of a whole run", "give it to merge"));
        if (!share.isWhole() && cluster.request().isPresent())
            throw new BadInput(Problem.of("run", "--shard", "and --on both split the run", "give one of them"));
        RunRequest request = options.request(settings, inputs, source(), k, control.depth(), cluster.request(),
                spec.root().commandLine().getParseResult().originalArgs()).of(share);
        return new RunFace(options.settings(settings), spec, options.loudness()).run(request,
                run -> least.isEmpty() ? ExitCode.DONE : held(least.get(), run.record()));
    }

    private int held(FailUnder least, RunRecord record) {
        List<String> missed = least.missed(Tally.of(record));
        missed.forEach(line -> spec.commandLine().getErr().println("frostbench: " + line));
        return missed.isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
    }

    private PredictionSource source() {
        return switch (predictions) {
            case null -> new PredictionSource.Default();
            case "gold" -> new PredictionSource.Gold();
            case "empty" -> new PredictionSource.Empty();
            default -> new PredictionSource.File(Path.of(predictions));
        };
    }
}
