package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.harness.cli.configuration.ConfiguredWords;
import dev.frostbench.harness.cli.console.CommandLineBytes;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Failure;
import dev.frostbench.harness.cli.console.StandardOutput;
import dev.frostbench.harness.cli.console.UsageErrors;
import dev.frostbench.harness.cli.fixture.FixtureCommand;
import dev.frostbench.harness.cli.help.CompletionCommand;
import dev.frostbench.harness.cli.help.HelpCommand;
import dev.frostbench.harness.cli.image.ExportCommand;
import dev.frostbench.harness.cli.image.ImportCommand;
import dev.frostbench.harness.cli.image.PullCommand;
import dev.frostbench.harness.cli.image.PushCommand;
import dev.frostbench.harness.cli.machine.BenchCommand;
import dev.frostbench.harness.cli.machine.DoctorCommand;
import dev.frostbench.harness.cli.machine.QuotaCommand;
import dev.frostbench.harness.cli.machine.UsageCommand;
import dev.frostbench.harness.cli.nightly.CompareCommand;
import dev.frostbench.harness.cli.nightly.HistoryCommand;
import dev.frostbench.harness.cli.proof.AttestCommand;
import dev.frostbench.harness.cli.proof.ReproduceCommand;
import dev.frostbench.harness.cli.proof.VerifyCommand;
import dev.frostbench.harness.cli.run.GradeCommand;
import dev.frostbench.harness.cli.run.MergeCommand;
import dev.frostbench.harness.cli.run.NodeCommand;
import dev.frostbench.harness.cli.run.ReportCommand;
import dev.frostbench.harness.cli.run.RunCommand;
import dev.frostbench.harness.cli.run.ShowCommand;
import dev.frostbench.harness.cli.run.ValidateCommand;
import dev.frostbench.harness.cli.runs.RunsCommand;
import dev.frostbench.harness.cli.sandbox.ExecCommand;
import dev.frostbench.harness.cli.sandbox.ShellCommand;
import dev.frostbench.harness.cli.search.SearchCommand;
import dev.frostbench.harness.cli.snapshot.SnapshotCommand;
import dev.frostbench.harness.cli.submit.SubmitCommand;
import dev.frostbench.harness.cli.suite.SuitesCommand;
import dev.frostbench.harness.extension.MoreCommands;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.machine.Version;
import dev.frostbench.harness.progress.TerminalWidth;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        footer = {
                "",
                "Exit codes: 0 done, whatever the score; 1 the answer is no: validate found a task that is not valid,"
                        + " or run a rate under --fail-under, or no state of a search reached its goal, or"
                        + " compare found what --fail-on forbids; 2 bad input;"
                        + " 3 and up trouble with the machine, also when it made a task 'error' or the "
                        + "output could not be written; 130 after Ctrl-C; 141 when whoever read the output went away.",
                "exec and shell: the command's own, 124 on timeout, 125 when Frostbench failed. "
                        + "snapshot create: the command's own when it fails, 124 on timeout.",
                "Environment: FROSTBENCH_STORE where snapshots are kept; FROSTBENCH_BACKEND=copy if there is no"
                        + " overlayfs, or docker; FROSTBENCH_GIT_MIRROR a folder of git mirrors;"
                        + " FROSTBENCH_DEBIAN_SNAPSHOTS a mirror with dated copies of Debian;"
                        + " FROSTBENCH_REGISTRY_CA certificates for registries of images; FROSTBENCH_CRIU a folder of"
                        + " what freezes running processes; FROSTBENCH_COMPILE_CACHE the size of a compile cache, or"
                        + " off; FROSTBENCH_JDK the JDK to use; FROSTBENCH_BUILD=never to"
                        + " start what is built;"
                        + " FROSTBENCH_JAVA_OPTS more options for Java; FROSTBENCH_TRACE stack traces of failures."
                        + " docs/settings.md has all."
        })
public final class Frostbench {

    /// Columns of a help text if no terminal reports its width.
    private static final int WIDTH = 100;

    /// In the order of the help. Other modules add theirs.
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class, ValidateCommand.class, GradeCommand.class, ReportCommand.class, MergeCommand.class,
            ShowCommand.class,
            CompareCommand.class, HistoryCommand.class, RunsCommand.class, SuitesCommand.class,
            ReproduceCommand.class, AttestCommand.class, VerifyCommand.class, SubmitCommand.class,
            FixtureCommand.class,
            SnapshotCommand.class, ImportCommand.class, ExportCommand.class,
            PushCommand.class, PullCommand.class, QuotaCommand.class, UsageCommand.class,
            ExecCommand.class, ShellCommand.class,
            SearchCommand.class, DoctorCommand.class, BenchCommand.class, HelpCommand.class, CompletionCommand.class,
            NodeCommand.class);

    /// They speak of all others.
    private static final Set<Class<?>> OF_ALL = Set.of(HelpCommand.class, CompletionCommand.class);

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.",
            scope = CommandLine.ScopeType.INHERIT)
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    /// Runs one command line and returns its exit code.
    public static int execute(String... args) {
        if (args.length == 3 && args[0].equals("--rehearse")) return rehearse(args[1], Path.of(args[2]));
        return execute(StandardOutput.ofProcess(), writer(System.err), CommandLineBytes.of(args));
    }

    private static int rehearse(String what, Path folder) {
        try {
            return Rehearsal.run(what, folder);
        } catch (IOException failed) {
            System.err.println("the rehearsal failed: " + failed.getMessage());
            return ExitCode.MACHINE;
        }
    }

    static int execute(StandardOutput stdout, PrintWriter err, String... words) {
        PrintWriter out = writer(stdout);
        int code = execute(out, err, words);
        out.flush();
        int reached = stdout.codeAfter(code, err::println);
        err.flush();
        return reached;
    }

    private static int execute(PrintWriter out, PrintWriter err, String... words) {
        try {
            return execute(Settings.here(), out, err, words);
        } catch (BadInput bad) {
            return Failure.told(bad, err); // of a file of options; a command tells its own
        } catch (IOException unreadable) {
            err.println("frostbench: " + TerminalText.clean(String.valueOf(unreadable.getMessage())));
            return ExitCode.MACHINE;
        }
    }

    static int execute(Settings settings, PrintWriter out, PrintWriter err, String... words)
            throws IOException {
        List<Class<?>> wanted = words.length == 0 ? List.of() : wanted(words[0]);
        CommandLine line = commandLine(settings, out, err, wanted.isEmpty() ? COMMANDS : wanted);
        if (wanted.isEmpty()) addMore(line, settings);
        line.setUsageHelpWidth(TerminalWidth.of(settings.environment()).help());
        return configured(line, settings, words);
    }

    /// The command of that name, if it speaks of itself alone. It is found by the name of its class: to read the
    /// annotations of all commands takes longer than most commands.
    static List<Class<?>> wanted(String name) {
        return COMMANDS.stream().filter(command -> command.getSimpleName().equalsIgnoreCase(name + "Command"))
                .filter(command -> name(command).equals(name) && !OF_ALL.contains(command))
                .toList();
    }

    /// Runs a command with the options that files give.
    private static int configured(CommandLine line, Settings settings, String... words) throws IOException {
        ConfiguredWords configured = ConfiguredWords.of(line, List.of(words), Frostbench::names,
                settings.environment());
        int code = line.execute(configured.words().toArray(String[]::new));
        if (code == ExitCode.BAD_INPUT)
            configured.given().forEach((file, given) -> line.getErr()
                    .println(TerminalText.line("frostbench: " + file + " gave " + String.join(" ", given))));
        return code;
    }

    /// The first words of all commands.
    private static Set<String> names() {
        List<Class<?>> all = new ArrayList<>(COMMANDS);
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) all.addAll(more.classes());
        return all.stream().map(Frostbench::name).collect(Collectors.toCollection(TreeSet::new));
    }

    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(Settings.here(), out, err, COMMANDS);
    }

    /// @param commands that are wanted: to describe all of them to picocli takes longer than most commands
    private static CommandLine commandLine(Settings settings, PrintWriter out, PrintWriter err,
            List<Class<?>> commands) {
        Locale.setDefault(Locale.ROOT); // picocli sorts a synopsis by the rules of the language: in Turkish, i after s
        var factory = new WithSettings(settings);
        var line = new CommandLine(new Frostbench(), factory);
        for (Class<?> command : commands) line.addSubcommand(new CommandLine(command, factory));
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(WIDTH);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new Failure(settings));
        line.setExecutionStrategy(Frostbench::runLast);
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /// Adds the commands of other modules. Those of this module do not wait for the search.
    private static void addMore(CommandLine line, Settings settings) {
        var factory = new WithSettings(settings);
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class))
            for (Class<?> command : more.classes()) line.addSubcommand(new CommandLine(command, factory));
    }

    private static int runLast(CommandLine.ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) last = last.subcommand();
        // with --help picocli accepts every word, but a command that does not exist has no help
        var line = last.commandSpec().commandLine();
        List<String> unknown = last.unmatched().stream().filter(word -> !word.startsWith("-")).toList();
        if (!line.getSubcommands().isEmpty() && !unknown.isEmpty())
            return new UsageErrors().handleParseException(new CommandLine.UnmatchedArgumentException(line, unknown),
                    new String[0]);
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.commandSpec().commandLine().usage(parsed.commandSpec().commandLine().getErr());
            return ExitCode.BAD_INPUT;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"frostbench " + Version.text()};
        }
    }
}
