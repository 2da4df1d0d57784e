package dev.frostbench.reports.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that appears whole or not at all: written beside its place, fsynced, and renamed by [#keep].
public final class WholeFile implements AutoCloseable {

    private final Path target;
    private final Path draft;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean open = true;

    private WholeFile(Path target) throws IOException {
        // a rename would put a file in the place of a device, for the whole machine
        if (Files.exists(target) && !Files.isRegularFile(target))
            throw new IOException(target + ": is no regular file, and is not replaced; name another");
        this.target = target;
        Files.createDirectories(target.getParent());
        draft = target.resolveSibling("." + target.getFileName() + ".tmp");
        channel = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    public static WholeFile at(Path target) throws IOException {
        return new WholeFile(target.toAbsolutePath());
    }

    /// Writes a small file whole. It is not synced: a run has thousands of these, and its ledger can give each again.
    public static void write(Path target, byte[] content) throws IOException {
        try (WholeFile file = at(target)) {
            file.out.write(content);
            file.out.flush();
            file.place();
        }
    }

    public void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Puts the file into its place. If this is not called, closing removes the draft.
    public void keep() throws IOException {
        out.flush();
        channel.force(true);
        place();
    }

    private void place() throws IOException {
        channel.close();
        open = false;
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        if (!open) return;
        channel.close();
        Files.deleteIfExists(draft);
    }
}
