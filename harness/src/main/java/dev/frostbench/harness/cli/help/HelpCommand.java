package dev.frostbench.harness.cli.help;

import dev.frostbench.harness.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `help`: the help of a command, or of all as a manual page.
@Command(name = "help", description = "Show the help of a command, or a manual page of all.", sortOptions = false)
public final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, and the one below it.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--man", description = "Write a manual page in the form of troff: help --man | man -l -")
    private boolean manual;

    @Override
    public Integer call() {
        CommandLine at = spec.root().commandLine();
        if (manual) {
            spec.commandLine().getOut().print(ManualPage.of(at.getCommandSpec()));
            return ExitCode.DONE;
        }
        for (String word : words) {
            CommandLine below = at.getSubcommands().get(word);
            if (below == null) throw new UnmatchedArgumentException(at, List.of(word));
            at = below;
        }
        at.usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
