package dev.frostbench.harness.cli.console;

import java.util.Set;

/// The exit codes, a promise to scripts. Those of commands, 124 for one that ran into its time limit, are
/// [dev.frostbench.fixtures.sandbox.Outcome.End#shellCode].
public final class ExitCode {

    /// Done, whatever the score.
    public static final int DONE = 0;
    /// Done, and the answer is no: a task that is not valid, a rate under `--fail-under`.
    public static final int NOT_REACHED = 1;
    /// Bad input: files, names or options of the user's.
    public static final int BAD_INPUT = 2;
    /// The machine: no namespace, no disk, no such program, no place for the output.
    public static final int MACHINE = 3;
    /// A mistake of this program's.
    static final int INTERNAL = 4;
    /// `exec` and `shell`: it is Frostbench that failed, not the command.
    public static final int NOT_THE_COMMAND = 125;
    /// Whoever read the output went away: what a shell shows of a program that SIGPIPE ended.
    static final int READER_GONE = 141;
    /// Stopped by Ctrl-C.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /// Whether the exit code of this command belongs to the command it runs, so that Frostbench's own failures need
    /// another.
    public static boolean isTheCommands(String name) {
        return Set.of("exec", "shell").contains(name);
    }
}
