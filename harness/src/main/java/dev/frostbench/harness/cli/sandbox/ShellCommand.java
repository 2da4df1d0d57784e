package dev.frostbench.harness.cli.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `shell`: a shell in a sandbox that is removed when the shell ends.
@Command(name = "shell", description = "Open a shell in a fresh sandbox.", sortOptions = false)
public final class ShellCommand implements Callable<Integer> {

    @Mixin
    private SandboxOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(List.of("/bin/sh", "-c", "if command -v bash >/dev/null; then exec bash; else exec sh; fi"));
    }
}
