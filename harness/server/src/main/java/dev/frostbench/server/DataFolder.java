package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.server.state.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The folder of a server's database. One server at a time has it. Only its user may read it.
final class DataFolder implements AutoCloseable {

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /// Beside the store, unless the user names one.
    static Path of(Places places, Optional<Path> asked) {
        return asked.map(places.working()::resolve)
                .orElseGet(() -> places.store().resolveSibling(places.store().getFileName() + "-server"));
    }

    /// Opens the database, which other commands may use at the same time.
    static Database database(Path folder) throws IOException {
        make(folder);
        return Database.open(folder.resolve("server.db"));
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder))
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Takes the folder for one server.
    ///
    /// @throws BadInput if another server has it
    static DataFolder take(Path folder) throws IOException {
        make(folder);
        FileChannel channel = FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new DataFolder(channel);
        } catch (OverlappingFileLockException here) {
            // another server of this process has it
        }
        channel.close();
        throw new BadInput(Problem.of("serve", folder.toString(), "is in use by another server",
                "stop that one, or name another folder by --data"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
