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
import java.io.IOException;
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
                "--env and --workdir hold for the command and are the new snapshot's own: every fork of it has them."})
final class SnapshotCreateCommand implements Callable<Integer> {

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
        Map<String, String> environment = how.environment("snapshot create");
        var edit = new ManifestEdit(environment, how.workdir(), Optional.empty(),
                CommandOptions.pairs("snapshot create", "--label", labels));
        var options = new ForkOptions(how.limits("snapshot create", Limits.making()), how.network(), environment);
        try (Machine machine = Machine.open(Places.of(settings))) {
            Snapshot parent = SnapshotCommand.find(machine.store(), "snapshot create", from);
            return made(machine.runtime(), parent, options, edit);
        }
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
        var out = spec.commandLine().getOut();
        out.flush();
        Outcome outcome = sandbox
                .run(how.command(argv, new dev.frostbench.fixtures.sandbox.Command.Output.Inherit(json)));
        CommandOptions.limitsHit("snapshot create", outcome).forEach(spec.commandLine().getErr()::println);
        if (!outcome.succeeded()) {
            spec.commandLine().getErr().println("snapshot create: the command failed, so nothing is frozen");
            return outcome.end().shellCode();
        }
        LocalStore store = runtime.store();
        Snapshot made = runtime.freeze(sandbox, new FreezeRequest("run " + words(argv), edit, Payer.toward(name)));
        store.name(name, made.digest());
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
