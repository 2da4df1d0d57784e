package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.linux.FileContent;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.tree.MergedTree.Seen;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.StandardOutput;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `snapshot cat`: the content of a file, without a sandbox.
@Command(name = "cat",
        description = "Print a file of a snapshot, with no sandbox; links lead nowhere but into the snapshot.")
final class SnapshotCatCommand implements Callable<Integer> {

    private final Settings settings;

    @Parameters(index = "0", paramLabel = "S", description = "A name, a digest, or its unique beginning.")
    private String reference;

    @Parameters(index = "1", paramLabel = "PATH", description = "An absolute path inside.")
    private String path;

    SnapshotCatCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings));
                SnapshotTree tree = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot cat", reference));
                OutputStream out = new BufferedOutputStream(StandardOutput.ofProcess())) {
            tree.tree().write(file(tree, "snapshot cat", path), out);
        }
        return ExitCode.DONE;
    }

    static Seen file(SnapshotTree tree, String command, String path) throws IOException {
        Optional<Seen> found = tree.tree().find(path);
        if (found.isPresent() && found.get().entry().status().regular()) return found.get();
        throw new BadInput(Problem.of(command, SnapshotTreeCommand.shown(path),
                found.isEmpty() ? "leads to nothing in the snapshot"
                        : found.get().entry().status().directory() ? "is a folder" : "is no regular file",
                "see: ./frostbench snapshot tree S"));
    }
}
