package dev.frostbench.harness.cli;

import dev.frostbench.suites.PredictionSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `run`: predictions in, scores out.
@Command(name = "run", description = "Try predictions in sandboxes and write the scores.", sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SuiteInputs inputs;

    @Option(names = "--predictions", paramLabel = "F", description = "The predictions; 'gold' tries each task's own solution, 'empty' tries no change at all.")
    private String predictions;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        return new Undertaking(spec, inputs, options, source(), Optional.ofNullable(predictions), "empty".equals(predictions))
                .carryOut(_ -> {});
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
