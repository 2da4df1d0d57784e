package dev.frostbench.harness.cli.console;

import java.util.Set;

/// The exit codes, which scripts can rely on. Those of sandboxed commands, such as 124 for a time limit, are in
/// [dev.frostbench.fixtures.sandbox.Outcome.End#shellCode].
public final class ExitCode {

    /// Done, whatever the score.
    public static final int DONE = 0;
    /// Done, and the answer is no: a task that is not valid, or a rate below `--fail-under`.
    public static final int NOT_REACHED = 1;
    /// Bad input: files, names or options of the user.
    public static final int BAD_INPUT = 2;
    /// The machine: no namespace, no disk, a missing program, no place for the output.
    public static final int MACHINE = 3;
    /// A mistake in this program.
    static final int INTERNAL = 4;
    /// `exec` and `shell`: Frostbench failed, not the command.
    public static final int NOT_THE_COMMAND = 125;
    /// The reader of the output went away. A shell shows this code for a program that SIGPIPE killed.
    static final int READER_GONE = 141;
    /// Stopped by Ctrl-C.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /// Whether this command exits with the code of the command it runs, so that Frostbench's own failures need another
    /// code.
    public static boolean isTheCommands(String name) {
        return Set.of("exec", "shell").contains(name);
    }
}
