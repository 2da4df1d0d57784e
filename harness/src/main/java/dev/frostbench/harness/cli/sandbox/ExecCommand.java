package dev.frostbench.harness.cli.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `exec`: one command in one sandbox.
@Command(name = "exec", description = "Run one command in a fresh sandbox; its exit code is the command's own.",
        sortOptions = false)
public final class ExecCommand implements Callable<Integer> {

    @Mixin
    private SandboxOptions options;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "The command and its arguments,"
            + " after --.")
    private List<String> argv;

    @Override
    public Integer call() throws Exception {
        return options.run(argv);
    }
}
