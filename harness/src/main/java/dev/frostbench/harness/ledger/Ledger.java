package dev.frostbench.harness.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The writing end of a run's ledger.
///
/// Workers hand in entries and go on. One thread numbers them, writes them, and syncs once for all that are waiting. If
/// a write fails, every later call throws: a run without its ledger is worth nothing.
public final class Ledger implements AutoCloseable {

    /// So many entries may wait. A worker that is faster than the disk waits then.
    private static final int WAITING = 64;

    /// How often whoever waits for the disk looks whether it has failed.
    private static final int LOOKS_MILLIS = 200;

    /// @param record empty if nothing is to be written
    private record Pending(byte[] record, Runnable whenDurable, boolean last) {}

    private final Path file;
    private final FileChannel channel;
    private final EntryJson json;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;
    private long sequence;
    private volatile IOException failure;

    private Ledger(Path folder, FileChannel channel, long sequence) {
        this.file = folder.resolve(LedgerFile.NAME);
        this.channel = channel;
        this.json = new EntryJson(new Outputs(folder.resolve("outputs")));
        this.sequence = sequence;
        this.writer = Thread.ofPlatform().name("ledger").start(this::write);
    }

    /// Opens the ledger of a folder to add to it, and cuts off a line that a crash tore.
    ///
    /// @param recorded the run that was read from the same folder
    public static Ledger open(Path folder, RecordedRun recorded) throws IOException {
        var channel = FileChannel.open(folder.resolve(LedgerFile.NAME), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        channel.truncate(recorded.extent().bytes());
        channel.position(recorded.extent().bytes());
        Outputs.syncFolder(folder);
        return new Ledger(folder, channel, recorded.extent().records());
    }

    /// Adds an entry. Its long outputs are on the disk before this returns.
    ///
    /// @param whenDurable called from the ledger's thread once the entry is durable
    public void append(Entry entry, Runnable whenDurable) throws IOException, InterruptedException {
        check();
        queue.put(new Pending(json.bytes(entry), whenDurable, false));
        check();
    }

    /// Waits until every entry that was handed in is durable, and so can be read by others.
    public void sync() throws IOException, InterruptedException {
        var written = new CountDownLatch(1);
        queue.put(new Pending(new byte[0], written::countDown, false));
        while (!written.await(LOOKS_MILLIS, TimeUnit.MILLISECONDS)) check();
        check();
    }

    /// Writes every entry that was handed in, and closes the ledger.
    @Override
    public void close() throws IOException {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                queue.put(new Pending(new byte[0], () -> {}, true));
                writer.join();
            } catch (InterruptedException stop) {
                interrupted = true; // entries that were handed in are written even if the run is being stopped
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        channel.close();
        check();
    }

    private void check() throws IOException {
        if (failure != null) throw new IOException(file + ": cannot be written: " + failure.getMessage(), failure);
    }

    private void write() {
        boolean last = false;
        var batch = new ArrayList<Pending>();
        while (!last) {
            batch.clear();
            try {
                batch.add(queue.take());
                queue.drainTo(batch);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException("nobody interrupts the ledger's thread", impossible);
            }
            last = batch.stream().anyMatch(Pending::last);
            writeBatch(batch);
        }
    }

    private void writeBatch(List<Pending> batch) {
        if (failure != null) return; // goes on taking entries, so that no worker waits for ever
        try {
            for (Pending pending : batch)
                if (pending.record().length > 0) {
                    var line = ByteBuffer.wrap(new LedgerLine(sequence++, pending.record()).encoded());
                    while (line.hasRemaining()) channel.write(line);
                }
            channel.force(false);
            batch.forEach(pending -> pending.whenDurable().run());
        } catch (IOException broken) {
            failure = broken;
        }
    }
}
