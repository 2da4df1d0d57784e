package dev.frostbench.server.toolbox.session;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where a sandbox's commands keep what they printed: pages of one file, which has no name and so is gone with the
/// server. The file has a bound, whatever the commands print. When it is full, a log that has more than half of it
/// loses its own oldest page, else the oldest page of all goes.
///
/// The file is not read by channels: those close when a thread that reads is interrupted.
public final class LogPages implements Closeable {

    static final int PAGE_BYTES = 1 << 14;
    private static final int MOST_PAGES = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final BitSet used = new BitSet();
    private final Set<Page> oldestFirst = new LinkedHashSet<>();
    private RandomAccessFile file;
    private boolean closed;

    /// A piece of the file that belongs to one log.
    static final class Page {

        private final int number;
        private final CommandLog owner;
        /// Where it begins in the log.
        final long start;
        /// Printed bytes of the log before it.
        final long printedBefore;
        int length;

        private Page(int number, CommandLog owner, long start, long printedBefore) {
            this.number = number;
            this.owner = owner;
            this.start = start;
            this.printedBefore = printedBefore;
        }

        int room() {
            return PAGE_BYTES - length;
        }
    }

    /// Held while logs are changed or read.
    ReentrantLock lock() {
        return lock;
    }

    Condition change() {
        return lock.newCondition();
    }

    Page take(CommandLog owner, long start, long printedBefore) throws IOException {
        if (closed) throw new IOException("the logs are closed");
        if (used.cardinality() >= MOST_PAGES)
            owner.ownsMoreThan(MOST_PAGES / 2).orElse(oldestFirst.iterator().next()).owner.dropOldest();
        Page page = new Page(used.nextClearBit(0), owner, start, printedBefore);
        used.set(page.number);
        oldestFirst.add(page);
        return page;
    }

    void giveBack(Page page) {
        used.clear(page.number);
        oldestFirst.remove(page);
    }

    void append(Page page, byte[] bytes, int from, int length) throws IOException {
        RandomAccessFile to = file();
        to.seek((long) page.number * PAGE_BYTES + page.length);
        to.write(bytes, from, length);
        page.length += length;
    }

    byte[] read(Page page, int from) throws IOException {
        byte[] bytes = new byte[page.length - from];
        RandomAccessFile source = file();
        source.seek((long) page.number * PAGE_BYTES + from);
        source.readFully(bytes);
        return bytes;
    }

    private RandomAccessFile file() throws IOException {
        if (closed) throw new IOException("the logs are closed");
        if (file != null) return file;
        Path path = Files.createTempFile("frostbench-log-", "");
        try {
            return file = new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            if (file != null) file.close();
        } finally {
            lock.unlock();
        }
    }
}
