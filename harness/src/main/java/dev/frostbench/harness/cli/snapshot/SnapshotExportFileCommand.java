package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.tree.MergedTree.Seen;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `snapshot export-file`: copies a file out of a snapshot, whole or not at all.
@Command(name = "export-file",
        description = "Copy a file out of a snapshot, whole or not at all, with its mode and time, its holes left"
                + " holes; nothing is overwritten.")
final class SnapshotExportFileCommand implements Callable<Integer> {

    private final Settings settings;

    @Parameters(index = "0", paramLabel = "S", description = "A name, a digest, or its unique beginning.")
    private String reference;

    @Parameters(index = "1", paramLabel = "PATH", description = "An absolute path inside.")
    private String path;

    @Parameters(index = "2", paramLabel = "DEST",
            description = "The new file, or a folder to put it in under its own name.")
    private Path destination;

    SnapshotExportFileCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        try (Machine machine = Machine.open(Places.of(settings));
                SnapshotTree tree = machine.store()
                        .tree(SnapshotCommand.find(machine.store(), "snapshot export-file", reference))) {
            Seen file = SnapshotCatCommand.file(tree, "snapshot export-file", path);
            boolean inside = Files.isDirectory(destination);
            Path folder = inside ? destination : destination.toAbsolutePath().getParent();
            if (!inside && !Files.isDirectory(folder))
                throw wrong(folder.toString(), "is no folder", "make it, or name another file");
            String name = inside ? file.entry().name() : destination.getFileName().toString();
            try {
                tree.export(file, folder, name);
            } catch (FileAlreadyExistsException there) {
                throw wrong(there.getMessage(), "is there already", "remove it, or name another file");
            }
        }
        return ExitCode.DONE;
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of("snapshot export-file", subject, what, cure));
    }
}
