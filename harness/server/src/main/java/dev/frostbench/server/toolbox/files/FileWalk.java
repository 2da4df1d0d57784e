package dev.frostbench.server.toolbox.files;

import dev.frostbench.fixtures.sandbox.FileEntry;
import dev.frostbench.fixtures.sandbox.SandboxFiles;
import dev.frostbench.server.toolbox.inside.Refusals;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;

/// A walk through folders of a sandbox, from outside. It follows no link, and enters none of the kernel's own folders
/// unless it begins there.
///
/// @param most entries after which it is refused
record FileWalk(SandboxFiles files, int most) {

    private static final Set<String> OF_THE_KERNEL = Set.of("/proc", "/sys", "/dev");
    static final int DEEPEST = 512;

    /// Gets each entry, a folder before what is in it.
    interface Visitor {

        /// @return whether to go on
        boolean visit(String path, FileEntry entry) throws IOException;
    }

    private static final class Count {
        private int entries;
        private boolean ended;
    }

    void walk(String folder, int depth, Visitor visitor) throws IOException {
        walk(folder, Math.min(depth, DEEPEST), visitor, new Count(), files.list(folder));
    }

    private void walk(String folder, int depth, Visitor visitor, Count count, List<FileEntry> entries)
            throws IOException {
        for (FileEntry entry : entries) {
            String path = (folder.equals("/") ? "" : folder) + "/" + entry.name();
            if (++count.entries > most)
                throw Refusals.tooMuch("there are more than " + most + " files; name a smaller folder");
            if (!visitor.visit(path, entry)) count.ended = true;
            if (!count.ended && depth > 1 && entry.type() == FileEntry.Type.DIRECTORY && !OF_THE_KERNEL.contains(path))
                walk(path, depth - 1, visitor, count, entries(path));
            if (count.ended) return;
        }
    }

    /// Nothing for a folder that is gone by now.
    private List<FileEntry> entries(String path) throws IOException {
        try {
            return files.list(path);
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }
}
