package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.machine.ShippedSuites;
import dev.frostbench.harness.run.SuiteChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that choose tasks of a suite.
final class TaskOptions {

    @Option(names = "--dataset", paramLabel = "F", description = "The data set: JSONL (also .gz, .zst), JSON or"
            + " Parquet.")
    private Path dataset;

    @Option(names = "--instance", paramLabel = "ID", description = "Only this task; may be given again.")
    private List<String> instances = new ArrayList<>();

    boolean given() {
        return dataset != null || !instances.isEmpty();
    }

    /// @param suite a file, a folder, or the name of a suite that ships
    SuiteChoice of(Path suite) throws IOException {
        return new SuiteChoice(ShippedSuites.ofThisProgram().file(suite), Optional.ofNullable(dataset), instances);
    }
}
