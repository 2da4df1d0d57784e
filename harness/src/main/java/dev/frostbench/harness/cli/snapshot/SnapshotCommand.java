package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot`: makes, names and shows snapshots.
@Command(name = "snapshot",
        description = "Make, list, show, name and remove snapshots; what they take, and freeing what nothing uses.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SnapshotBuildCommand.class, SnapshotCreateCommand.class, SnapshotListCommand.class,
                SnapshotDuCommand.class,
                SnapshotGcCommand.class, SnapshotDedupeCommand.class,
                SnapshotTreeCommand.class, SnapshotDiffCommand.class, SnapshotPatchCommand.class,
                SnapshotCatCommand.class,
                SnapshotExportFileCommand.class, SnapshotVerifyCommand.class})
public final class SnapshotCommand {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    public SnapshotCommand(Settings settings) {
        this.settings = settings;
    }

    @Command(name = "show", description = "Show what a snapshot holds, and what it was made from and how.")
    int show(@Parameters(paramLabel = "S", description = "A name, a digest, or its unique beginning.") String reference,
            @Option(names = "--json", description = "As JSON, with sizes in bytes.") boolean json) throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            var sheet = SnapshotSheet.of(machine.store(), "snapshot show", reference);
            println(json ? sheet.json().toPrettyString() : sheet.text());
        }
        return ExitCode.DONE;
    }

    @Command(name = "tag", description = "Give a snapshot a name; a name that is there moves.")
    int tag(@Parameters(index = "0", paramLabel = "S",
            description = "A name, a digest, or its unique beginning.") String reference,
            @Parameters(index = "1", paramLabel = "NAME", description = "NAME or ORG/NAME.") String name)
            throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            Snapshot snapshot = find(machine.store(), "snapshot tag", reference);
            machine.store().name(name, snapshot.digest());
            println(name + " " + snapshot.digest());
        }
        return ExitCode.DONE;
    }

    @Command(name = "remove", description = "Forget a name, and free what it alone held.")
    int remove(@Parameters(paramLabel = "NAME", description = "The name.") String name) throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            if (!machine.store().names().containsKey(name) && !machine.store().damagedNames().containsKey(name))
                throw new BadInput(Problem.of("snapshot remove", "name '" + name + "'", "is not there",
                        "see: ./frostbench snapshot list"));
            println(FreedText.of(machine.store().remove(List.of(name)), "snapshots"));
        }
        return ExitCode.DONE;
    }

    /// The snapshot that a reference means.
    ///
    /// @param command that reports a reference that means nothing
    public static Snapshot find(LocalStore store, String command, String reference) throws IOException {
        return store.find(reference).orElseThrow(() -> new BadInput(Problem.of(command, "snapshot '" + reference + "'",
                "is not there",
                "see: ./frostbench snapshot list; a fixture is built with: ./frostbench fixture build NAME")));
    }

    private void println(String line) {
        spec.commandLine().getOut().println(line);
    }
}
