package dev.frostbench.harness.cli;

import dev.frostbench.harness.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The command line as a whole.
@Command(
        name = "frostbench",
        description = "Freezes a machine state once, forks it in milliseconds, and scores models in the forks.",
        versionProvider = Frostbench.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class, ValidateCommand.class, GradeCommand.class, ReportCommand.class, FixtureCommand.class,
            SnapshotCommand.class, QuotaCommand.class, UsageCommand.class, ExecCommand.class, ShellCommand.class,
            DoctorCommand.class, BenchCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, whatever the score; 2 bad input; 3 and up trouble with the machine;",
            "130 after Ctrl-C. exec and shell: the command's own, 124 on timeout, 125 when Frostbench failed.",
            "snapshot create: the command's own when it fails, 124 on timeout."
        })
public final class Frostbench {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.", scope = CommandLine.ScopeType.INHERIT)
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    /// Runs one command line and returns its exit code.
    public static int execute(String... args) {
        if (args.length == 1 && args[0].equals("--rehearse")) return Rehearsal.run();
        return commandLine(writer(System.out), writer(System.err)).execute(Words.of(args));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var line = new CommandLine(new Frostbench());
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(100);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(new Misspelt());
        line.setExecutionExceptionHandler(new Failure());
        line.setExecutionStrategy(Frostbench::runLast);
        return line;
    }

    private static int runLast(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.commandSpec().commandLine().usage(parsed.commandSpec().commandLine().getErr());
            return ExitCode.BAD_INPUT;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"frostbench " + Version.text()};
        }
    }
}
