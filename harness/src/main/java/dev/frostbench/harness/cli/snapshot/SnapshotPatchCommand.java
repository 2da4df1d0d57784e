package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.snapshot.patch.SnapshotPatch;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.StandardOutput;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.reports.text.TerminalText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot patch`: how one snapshot differs from another, as a patch for git.
@Command(name = "patch", sortOptions = false,
        description = "Print a patch from snapshot A to B, which git apply takes, with no sandbox.")
final class SnapshotPatchCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A name, a digest, or its unique beginning.")
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private String after;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "/",
            description = "Only what is in this folder; the patch's paths begin there.")
    private String folder;

    SnapshotPatchCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        if (!folder.startsWith("/"))
            throw new BadInput(
                    Problem.of("snapshot patch", "--folder " + folder, "is not absolute", "begin it with /"));
        try (Machine machine = Machine.open(Places.of(settings));
                SnapshotTree one = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot patch", before));
                SnapshotTree other = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot patch", after))) {
            SnapshotPatch patch = SnapshotPatch.between(one, other, folder);
            spec.commandLine().getOut().flush();
            StandardOutput.ofProcess().write(patch.bytes(), 0, patch.bytes().length);
            patch.left().stream().limit(SHOWN).forEach(path -> spec.commandLine().getErr()
                    .println("snapshot patch: does not hold all of " + TerminalText.line(path)));
            if (patch.left().size() > SHOWN)
                spec.commandLine().getErr().println("snapshot patch: and " + (patch.left().size() - SHOWN) + " more");
        }
        return ExitCode.DONE;
    }
}
