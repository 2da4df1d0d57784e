package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.run.SuiteChoice;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The options that choose a suite and its tasks.
public final class SuiteInputs {

    @Parameters(index = "0", paramLabel = "SUITE", description = "The suite file.")
    private Path suiteFile;

    @Mixin
    private TaskOptions tasks;

    public SuiteChoice choice() {
        return tasks.of(suiteFile);
    }
}
