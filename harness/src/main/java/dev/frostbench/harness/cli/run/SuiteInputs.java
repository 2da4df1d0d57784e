package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.run.SuiteChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that choose a suite and its tasks.
public final class SuiteInputs {

    @Parameters(index = "0", paramLabel = "SUITE", description = "The suite file.")
    private Path suiteFile;

    @Option(names = "--dataset", paramLabel = "F", description = "The data set: JSONL (also .gz, .zst), JSON or"
            + " Parquet.")
    private Path dataset;

    @Option(names = "--instance", paramLabel = "ID", description = "Only this task; may be given again.")
    private List<String> instances = new ArrayList<>();

    public SuiteChoice choice() {
        return new SuiteChoice(suiteFile, Optional.ofNullable(dataset), instances);
    }
}
