package dev.frostbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Refuses to begin work that would fill the disk.
public final class DiskRoom {

    private DiskRoom() {}

    /// @param bytes how much must be free on the disk of `folder`, which need not exist
    public static void require(Path folder, long bytes, String what) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) there = there.getParent();
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < bytes)
            throw new IOException(folder + ": the disk is full: " + (free >> 20) + " MiB free, " + (bytes >> 20)
                    + " MiB needed for " + what + "; make room, or choose another disk");
    }
}
