package dev.frostbench.suites.task;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Texts one after the other, in pages. The first pages stay in memory. Later ones go, when they are full, to a file
/// without a name in the folder for temporary files, so that a run of any size needs little memory:
///
///     put() ──▶ the page that is filled ──▶ full: in memory, or in the file
///
/// A page that the file has no room for stays in memory. The file ends with the process, however that ends.
final class TextPages {

    /// Bytes of full pages that stay in memory.
    static final int IN_MEMORY = 8 << 20;
    private static final int PAGE = 256 << 10;

    private final long inMemory;
    private Page filled = new Page(0);
    private int used;
    private long stayed;
    /// Opened with its first page, and read by one thread at a time. It has no channel: a channel closes when a thread
    /// that reads is interrupted.
    private RandomAccessFile file;
    private long end;

    /// @param inMemory bytes of full pages that stay there
    TextPages(long inMemory) {
        this.inMemory = inMemory;
    }

    private static final class Page {

        /// Null once it is in the file.
        private volatile byte[] bytes;
        /// Where it begins there.
        private long at;

        Page(int size) {
            bytes = new byte[size];
        }
    }

    /// Where a text is.
    final class Place {

        private final Page page;
        private final int from;
        private final int length;

        private Place(Page page, int from, int length) {
            this.page = page;
            this.from = from;
            this.length = length;
        }

        /// Throws [UncheckedIOException] if they cannot be read back.
        byte[] bytes() {
            byte[] held = page.bytes;
            return held != null ? Arrays.copyOfRange(held, from, from + length) : read(page.at + from, length);
        }
    }

    synchronized Place put(byte[] text) {
        if (used + text.length > filled.bytes.length) {
            if (used > 0) full(filled);
            filled = new Page(Math.max(PAGE, text.length));
            used = 0;
        }
        System.arraycopy(text, 0, filled.bytes, used, text.length);
        used += text.length;
        return new Place(filled, used - text.length, text.length);
    }

    private void full(Page page) {
        if (stayed + page.bytes.length > inMemory && written(page)) page.bytes = null;
        else
            stayed += page.bytes.length;
    }

    private boolean written(Page page) {
        try {
            if (file == null) file = withoutName();
            file.seek(end);
            file.write(page.bytes);
            page.at = end;
            end += page.bytes.length;
            return true;
        } catch (IOException _) {
            return false; // no room for it, or nowhere to write
        }
    }

    private static RandomAccessFile withoutName() throws IOException {
        Path path = Files.createTempFile("frostbench-texts-", "");
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    private synchronized byte[] read(long from, int length) {
        try {
            byte[] bytes = new byte[length];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        } catch (IOException lost) {
            throw new UncheckedIOException(
                    "an answer cannot be read back from the folder for temporary files (TMPDIR): "
                            + lost.getMessage(),
                    lost);
        }
    }
}
