package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.SnapshotTree;
import dev.frostbench.fixtures.tree.MergedTree.Seen;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `snapshot export-file`: a file of a snapshot, copied out whole or not at all.
@Command(name = "export-file", description = "Copy a file out of a snapshot, whole or not at all, with its mode and time; nothing is overwritten.")
final class SnapshotExportFileCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "S", description = "A name, a digest, or its unique beginning.")
    private String reference;

    @Parameters(index = "1", paramLabel = "PATH", description = "An absolute path inside.")
    private String path;

    @Parameters(index = "2", paramLabel = "DEST", description = "The new file, or a folder to put it in under its own name.")
    private Path destination;

    @Override
    public Integer call() throws Exception {
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()));
                SnapshotTree tree = workshop.store().tree(SnapshotCommand.find(workshop.store(), "snapshot export-file", reference))) {
            Seen file = SnapshotCatCommand.file(tree, "snapshot export-file", path);
            Path to = Files.isDirectory(destination) ? destination.resolve(file.entry().name()) : destination;
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS))
                throw new BadInput(Problem.of("snapshot export-file", to.toString(), "is there already", "remove it, or name another file"));
            export(tree, file, to.toAbsolutePath());
        }
        return ExitCode.DONE;
    }

    /// Set-user-id bits are not carried out: the file is the caller's.
    private static void export(SnapshotTree tree, Seen file, Path to) throws IOException {
        Path temporary = to.resolveSibling(".export-" + UUID.randomUUID());
        try {
            tree.tree().copy(file, temporary);
            var status = file.entry().status();
            Files.setAttribute(temporary, "unix:mode", status.permissions() & 0777);
            Files.setLastModifiedTime(temporary, FileTime.from(Instant.ofEpochSecond(status.seconds(), status.nanoseconds())));
            Files.createLink(to, temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
