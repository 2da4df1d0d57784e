package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.options.SuiteNames;
import dev.frostbench.harness.run.SuiteChoice;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The options that choose a suite and its tasks.
public final class SuiteInputs {

    @Parameters(index = "0", paramLabel = "SUITE", completionCandidates = SuiteNames.class,
            description = "The suite: its file, its folder, or the name of one that ships.")
    private Path suiteFile;

    @Mixin
    private TaskOptions tasks;

    public SuiteChoice choice() throws IOException {
        return tasks.of(suiteFile);
    }
}
