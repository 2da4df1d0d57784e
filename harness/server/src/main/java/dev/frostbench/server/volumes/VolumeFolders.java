package dev.frostbench.server.volumes;

import dev.frostbench.fixtures.linux.Errno;
import dev.frostbench.fixtures.linux.LinuxException;
import dev.frostbench.fixtures.linux.trees.TreeSize;
import dev.frostbench.fixtures.snapshot.disk.Disk;
import dev.frostbench.fixtures.snapshot.disk.LinuxDisk;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;

/// The folders of volumes, beside the database. Nobody else on this machine gets into the folder that holds them.
///
///     ID           the files of a volume
///     deleted-ID   of one that is being deleted
///
/// @param folder that holds them
record VolumeFolders(Path folder) {

    private static final String DELETED = "deleted-";
    private static final Disk DISK = new LinuxDisk();
    private static final FileAttribute<Set<PosixFilePermission>> OURS = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// Brings to an end what an earlier server had begun to delete.
    ///
    /// @param known whether there is a record of an id; if so, the deletion was not acknowledged
    static VolumeFolders open(Path folder, Predicate<String> known) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, OURS);
        var folders = new VolumeFolders(folder);
        try (DirectoryStream<Path> deleted = Files.newDirectoryStream(folder, DELETED + "*")) {
            for (Path each : deleted) {
                String id = each.getFileName().toString().substring(DELETED.length());
                if (known.test(id)) folders.move(each, folders.of(id));
                else
                    Trees.remove(each);
            }
        }
        return folders;
    }

    Path of(String id) {
        return folder.resolve(id);
    }

    /// Makes the folder of a new volume, which outlasts a power cut when this returns.
    void make(String id) throws IOException {
        Files.createDirectory(of(id), OURS);
        DISK.sync(folder);
    }

    /// Takes a folder away from sandboxes to come.
    ///
    /// @return what is left to be removed
    Path take(String id) throws IOException {
        Path taken = folder.resolve(DELETED + id);
        move(of(id), taken);
        return taken;
    }

    void giveBack(String id, Path taken) throws IOException {
        move(taken, of(id));
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DISK.sync(folder);
    }

    /// Bytes of all files in a volume, 0 if it is deleted at this moment. Sandboxes may work in it meanwhile.
    long bytes(String id) throws IOException {
        try {
            return TreeSize.of(of(id).toString());
        } catch (LinuxException failure) {
            if (failure.is(Errno.ENOENT)) return 0;
            throw failure;
        }
    }
}
