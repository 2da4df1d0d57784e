package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.ManifestEdit;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotName;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.options.CommandOptions;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.harness.service.ReadyCheck;
import dev.frostbench.harness.service.UntilReady;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot create`: forks, runs, freezes.
@Command(name = "create", sortOptions = false, description = {
        "Fork a snapshot, run a command, freeze what came of it under a name.",
        "A command that fails freezes nothing, and its exit code is this one's."},
        footer = {"",
                "With --ready the command keeps running: files and processes are frozen as soon as the check succeeds,"
                        + " and every fork finds them. What the command prints is in " + UntilReady.LOG
                        + " of the sandbox. Forks draw equal random numbers unless --reseed gives them new ones.",
                "",
                "--env and --workdir hold for the command and are the new snapshot's own: every fork of it has them."})
final class SnapshotCreateCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 86_400;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "NAME or ORG/NAME; a name that is there moves.")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD",
            description = "The command and its arguments, after --.")
    private List<String> argv;

    @Option(names = "--from", required = true, paramLabel = "S",
            description = "A snapshot's or fixture's name, a digest, or its unique beginning.")
    private String from;

    @Mixin
    private CommandOptions how;

    @Option(names = "--label", paramLabel = "K=V", description = "Give the snapshot a label; may be given again.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--ready", paramLabel = "CHECK",
            description = "Freeze the command while it runs, once this shell command succeeds in the sandbox.")
    private String ready;

    @Option(names = "--ready-timeout", paramLabel = "S", defaultValue = "60",
            description = "Give up if the check has not succeeded after so many seconds (default: ${DEFAULT-VALUE}).")
    private double readyTimeout;

    @Option(names = "--reseed", paramLabel = "CMD",
            description = "With --ready: a shell command that each fork runs first, to give its processes new random"
                    + " numbers.")
    private String reseed;

    @Option(names = "--json",
            description = "Print the snapshot as JSON; what the command prints goes to standard error.")
    private boolean json;

    SnapshotCreateCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        SnapshotName.checked(name);
        if (!how.workdir().orElse("/").startsWith("/"))
            throw new BadInput(Problem.of("snapshot create", "--workdir " + how.workdir().get(), "is not absolute",
                    "begin it with /"));
        requireReady();
        Map<String, String> environment = how.environment("snapshot create");
        var edit = new ManifestEdit(environment, how.workdir(), Optional.empty(),
                CommandOptions.pairs("snapshot create", "--label", labels));
        var options = new ForkOptions(how.limits("snapshot create", Limits.making()), how.network(), environment);
        try (Machine machine = Machine.open(Places.of(settings))) {
            Snapshot parent = SnapshotCommand.find(machine.store(), "snapshot create", from);
            return made(machine.runtime(), parent, options, edit);
        }
    }

    private void requireReady() {
        if (ready == null && reseed != null)
            throw new BadInput(
                    Problem.of("snapshot create", "--reseed", "is for running processes", "add --ready CHECK"));
        if (!(readyTimeout > 0 && readyTimeout <= MOST_SECONDS))
            throw new BadInput(Problem.of("snapshot create", "--ready-timeout " + readyTimeout, "is no time to wait",
                    "write seconds, more than 0 and at most " + MOST_SECONDS));
    }

    /// A full quota is the user's input, whatever the command's result.
    private int made(LocalRuntime runtime, Snapshot parent, ForkOptions options, ManifestEdit edit)
            throws IOException, InterruptedException {
        try {
            runtime.store().requireRoom(Payer.toward(name), parent);
            try (Sandbox sandbox = runtime.fork(parent, options)) {
                return run(runtime, sandbox, edit);
            }
        } catch (BadInput overQuota) {
            spec.commandLine().getErr().println(overQuota.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    private int run(LocalRuntime runtime, Sandbox sandbox, ManifestEdit edit) throws IOException, InterruptedException {
        if (ready != null) return named(runtime, running(runtime, sandbox, edit));
        spec.commandLine().getOut().flush();
        Outcome outcome = sandbox
                .run(how.command(argv, new dev.frostbench.fixtures.sandbox.Command.Output.Inherit(json)));
        CommandOptions.limitsHit("snapshot create", outcome).forEach(spec.commandLine().getErr()::println);
        if (!outcome.succeeded()) {
            spec.commandLine().getErr().println("snapshot create: the command failed, so nothing is frozen");
            return outcome.end().shellCode();
        }
        return named(runtime, runtime.freeze(sandbox, request(edit)));
    }

    private Snapshot running(LocalRuntime runtime, Sandbox sandbox, ManifestEdit edit)
            throws IOException, InterruptedException {
        var command = new UntilReady(runtime, sandbox,
                new ReadyCheck(ready, Duration.ofMillis((long) (readyTimeout * 1000))));
        return runtime.concludeRunning(sandbox, request(edit), command.start(how::command, argv),
                Optional.ofNullable(reseed));
    }

    private FreezeRequest request(ManifestEdit edit) {
        return new FreezeRequest("run " + words(argv), edit, Payer.toward(name));
    }

    private int named(LocalRuntime runtime, Snapshot made) throws IOException {
        LocalStore store = runtime.store();
        store.name(name, made.digest());
        var out = spec.commandLine().getOut();
        out.println(json ? SnapshotSheet.of(store, "snapshot create", name).json().toPrettyString()
                : name + " " + made.digest());
        out.flush();
        return ExitCode.DONE;
    }

    /// The words in a form that a shell would read back.
    private static String words(List<String> argv) {
        return argv.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
