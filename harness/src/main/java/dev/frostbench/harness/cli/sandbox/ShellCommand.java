package dev.frostbench.harness.cli.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `shell`: a shell in a sandbox that is removed when the shell ends.
@Command(name = "shell", sortOptions = false, description = {"Open a shell in a fresh sandbox.",
        "shell RUN TASK [SAMPLE] opens the state in which a sample ended, if run --keep kept it."})
public final class ShellCommand implements Callable<Integer> {

    private static final List<String> SHELL = List.of("/bin/sh", "-c",
            "if command -v bash >/dev/null; then exec bash; else exec sh; fi");

    @Spec
    private CommandSpec spec;

    @Mixin
    private SandboxOptions options;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "The task's id; FIXTURE is then a run's"
            + " folder, or its id below reports/runs.")
    private String task;

    @Parameters(index = "2", arity = "0..1", paramLabel = "SAMPLE", description = "The number of the sample.")
    private Integer sample;

    @Option(names = "--model", paramLabel = "M", description = "With TASK: only this model's, where there are several.")
    private String model;

    @Override
    public Integer call() throws Exception {
        if (task == null) return options.run(SHELL);
        EndedSample ended = ended();
        return options.run(ended.name(), ended.script(), SHELL);
    }

    /// The state in which the sample ended. Says what ran there, so that it can be run again.
    private EndedSample ended() throws IOException {
        EndedSample ended = EndedSample.find(options.fixture(), Path.of(""), task, Optional.ofNullable(sample),
                Optional.ofNullable(model));
        ended.lines().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        return ended;
    }
}
