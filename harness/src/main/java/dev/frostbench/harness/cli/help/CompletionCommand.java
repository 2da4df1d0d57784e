package dev.frostbench.harness.cli.help;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.harness.cli.console.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion`: a script that teaches a shell the commands and options.
@Command(name = "completion", description = {
        "Write a script with which a shell completes commands, options and names of suites.",
        "bash: source <(./frostbench completion bash)",
        "zsh: source <(./frostbench completion zsh), after compinit",
        "fish: ./frostbench completion fish | source"})
public final class CompletionCommand implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell;

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        PrintWriter out = spec.commandLine().getOut();
        out.print(switch (shell) {
            // one script: it loads the functions by which zsh takes it
            case "bash", "zsh" -> AutoComplete.bash(root.name(), root.commandLine());
            case "fish" -> FishCompletion.of(root);
            default -> throw new BadInput(Problem.of("completion", "'" + shell + "'", "is no shell that is known here",
                    Suggestion.cure(shell, SHELLS, "write bash, zsh or fish")));
        });
        return ExitCode.DONE;
    }
}
