package dev.frostbench.harness.run;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.harness.archive.SuiteArchive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The folder of one run, held by one process at a time.
///
/// 1. A folder that holds something else is never written into.
/// 2. A run is only added to if the user says `--resume`.
/// 3. Two processes never write one run.
public final class RunFolder implements AutoCloseable {

    private static final int LONGEST_NAME = 255;
    private static final String LEDGER = "ledger.jsonl";
    private static final String LOCK = "ledger.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private RunFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Refuses a folder that [#claim] would refuse. Makes and writes nothing.
    public static void check(Path path, boolean resume) throws IOException {
        check(path, resume, "go on with it by --resume, or name another folder with --out");
    }

    /// The same, for a command that never resumes a run.
    public static void checkNew(Path path) throws IOException {
        check(path, false, "name another folder with --out");
    }

    /// Refuses what is no folder that can be written, or that can be made. What the folder holds does not matter.
    public static void checkPlace(Path path) throws IOException {
        checkKind(path);
        checkWritable(path);
    }

    private static void checkKind(Path path) {
        if (!Files.exists(path) && Files.isSymbolicLink(path))
            throw bad(path, "is a link that leads nowhere", "name another folder with --out");
        if (Files.exists(path) && !Files.isDirectory(path))
            throw bad(path, "is a file", "name a folder with --out");
    }

    private static void check(Path path, boolean resume, String cure) throws IOException {
        checkKind(path);
        if (Files.isDirectory(path)) {
            List<String> names = names(path);
            boolean run = names.contains(LEDGER);
            if (run && !resume && Files.size(path.resolve(LEDGER)) > 0)
                throw bad(path, "holds a run already", cure);
            if (!run && !Set.of(LOCK, SuiteArchive.NAME).containsAll(names))
                throw bad(path, "holds something that is not a run of Frostbench ('" + names.getFirst() + "')",
                        "name an empty or new folder with --out");
        }
        checkWritable(path);
    }

    /// Makes the folder if it is missing, and keeps every other process from writing into it.
    public static RunFolder claim(Path path, boolean resume) throws IOException {
        check(path, resume);
        Files.createDirectories(path);
        RunFolder held = lock(path);
        try {
            check(path, resume); // another process may have begun and ended in between
            return held;
        } catch (IOException | RuntimeException refused) {
            held.close();
            throw refused;
        }
    }

    /// The folder of an existing run.
    ///
    /// @param run a folder, or the id of a run below `reports/runs` of the working directory
    public static RunFolder existing(String run, Path working) throws IOException {
        Path path = find(run, working);
        checkWritable(path);
        return lock(path);
    }

    /// The same, only for reading: even while another process writes it.
    public static Path find(String run, Path working) throws IOException {
        Path runs = working.resolve(RunFolders.STANDARD);
        for (Path path : List.of(working.resolve(run), runs.resolve(run)))
            if (isRun(path)) return path;
        Optional<String> near = Files.isDirectory(runs) ? Suggestion.nearest(run, names(runs)) : Optional.empty();
        throw new BadInput(Problem.of(run, "this run",
                "is not there: no folder of this name here or in reports/runs holds a "
                        + LEDGER,
                Suggestion.cure(near, "give the folder that the run said it wrote to")));
    }

    /// Whether a folder holds a run. Its ledger may be damaged all the same.
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(LEDGER));
    }

    /// Whether a process is writing this run now. To find out, the lock is taken for a moment, so only a run that did
    /// not end by itself should be asked.
    public static boolean isHeld(Path path) throws IOException {
        if (!Files.isWritable(path.resolve(LOCK))) return false;
        try (RunFolder _ = lock(path)) {
            return false;
        } catch (BadInput held) {
            return true;
        }
    }

    /// Removes the whole folder, with all that is in it. The run is held until it is gone.
    public void remove() throws IOException {
        Trees.remove(path.toRealPath());
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static RunFolder lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new RunFolder(path, channel, lock);
        } catch (OverlappingFileLockException heldHere) {
            // Held by this process: the answer is the same as for another process.
        }
        channel.close();
        throw bad(path, "is being written by another frostbench", "wait for it, or name another folder");
    }

    /// Root may write anywhere, but a folder that its owner made read-only must stay as it is.
    private static void checkWritable(Path path) throws IOException {
        for (Path name : path)
            if (name.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
                throw bad(path, "has a name that is too long", "choose a shorter one");
        Path there = path.toAbsolutePath();
        while (!Files.exists(there)) there = there.getParent();
        if (!Files.isDirectory(there)) throw bad(path, "is below a file, " + there, "name another folder with --out");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(there);
        boolean forbidden = !permissions.contains(PosixFilePermission.OWNER_WRITE)
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
        if (forbidden || !Files.isWritable(there))
            throw bad(path, "cannot be written: " + there + (forbidden ? " is read-only" : shut(there)),
                    "name another folder with --out");
    }

    /// Why this user cannot write to a folder whose permissions allow somebody to write.
    private static String shut(Path folder) throws IOException {
        if (Files.getFileStore(folder).isReadOnly()) return " is on a file system that is mounted read-only";
        boolean own = Files.getAttribute(folder, "unix:uid")
                .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        return own ? " does not let you write" : " is not yours, and does not let you write";
    }

    private static List<String> names(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static BadInput bad(Path path, String wrong, String cure) {
        return new BadInput(Problem.of(path.toString(), "the output folder", wrong, cure));
    }
}
