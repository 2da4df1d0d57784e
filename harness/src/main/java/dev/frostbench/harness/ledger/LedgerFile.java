package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.suites.dataset.InOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The lines of a ledger on the disk.
///
/// 1. A last line without a line feed was torn by a crash: it is dropped, and [Extent#torn] is set.
/// 2. Anything else that is wrong is damage, and the ledger is refused.
final class LedgerFile {

    static final String NAME = "ledger.jsonl";

    private LedgerFile() {}

    /// The place of a record.
    ///
    /// @param offset of the line's first byte
    /// @param length of the line without its line feed
    record Span(long offset, int length) {}

    /// How much of the file is sound.
    ///
    /// @param bytes length of the sound part
    /// @param records how many lines it has
    /// @param torn whether something follows that is not a whole line
    record Extent(long bytes, long records, boolean torn) {}

    /// What a record means, without a look at others.
    interface Meaning<T> {
        T of(byte[] record) throws IOException;
    }

    interface Visitor<T> {
        void record(Span where, T meaning) throws IOException;
    }

    /// Visits every record in order. All processors read them, a few lines at a time.
    static <T> Extent scan(Path file, Meaning<T> meaning, Visitor<T> visitor) throws IOException {
        Scan<T> scan = new Scan<>(file, meaning, visitor);
        try (var in = Files.newInputStream(file)) {
            var lines = new LedgerLines(in);
            InOrder.each(lines::some, scan::found, Runnable::run);
        }
        return scan.extent;
    }

    /// One reading of the whole file.
    private static final class Scan<T> {

        private final Path file;
        private final Meaning<T> meaning;
        private final Visitor<T> visitor;
        private Extent extent = new Extent(0, 0, false);

        Scan(Path file, Meaning<T> meaning, Visitor<T> visitor) {
            this.file = file;
            this.meaning = meaning;
            this.visitor = visitor;
        }

        /// Reads a line, and returns what is to be done in its turn.
        Runnable found(LedgerLines.Line line) {
            byte[] text = line.text();
            Span where = new Span(line.offset(), text.length - 1);
            Optional<LedgerLine> sound = sound(text, line.number());
            try {
                if (sound.isPresent()) {
                    T meant = unchecked(sound.get(), () -> meaning.of(sound.get().record()));
                    return () -> visit(where, sound.get(), meant);
                }
                if (text[text.length - 1] == '\n') throw damaged(file, line.number());
                return () -> extent = new Extent(extent.bytes(), extent.records(), true);
            } catch (RuntimeException told) {
                return () -> {
                    throw told;
                };
            }
        }

        private void visit(Span where, LedgerLine line, T meant) {
            unchecked(line, () -> {
                visitor.record(where, meant);
                return line;
            });
            extent = new Extent(where.offset() + where.length() + 1, extent.records() + 1, false);
        }

        private <R> R unchecked(LedgerLine line, Callable<R> work) {
            try {
                return work.call();
            } catch (BadInput | UncheckedIOException told) {
                throw told;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (Exception unreadable) {
                throw odd(file, line);
            }
        }
    }

    /// What a record of the file means. Whoever computes a checksum anew can write any record.
    static <T> T meaning(FileChannel ledger, Path file, Span where, Meaning<T> meaning) throws IOException {
        LedgerLine line = line(ledger, file, where);
        try {
            return meaning.of(line.record());
        } catch (BadInput | UncheckedIOException told) {
            throw told;
        } catch (RuntimeException unreadable) {
            throw odd(file, line);
        }
    }

    private static BadInput odd(Path file, LedgerLine line) {
        return new BadInput(Problem.at(file.toString(), Math.toIntExact(line.sequence() + 1), "this record",
                "is none that Frostbench writes there: the file was edited",
                "restore the file from a copy, or run again into another folder"));
    }

    private static LedgerLine line(FileChannel ledger, Path file, Span where) throws IOException {
        var line = ByteBuffer.allocate(where.length());
        while (line.hasRemaining() && ledger.read(line, where.offset() + line.position()) >= 0) {}
        return LedgerLine.decode(line.array())
                .orElseThrow(() -> new IOException(file + ": was altered while it was being read"));
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static Optional<LedgerLine> sound(byte[] line, long expected) {
        if (line[line.length - 1] != '\n') return Optional.empty();
        return LedgerLine.decode(Arrays.copyOf(line, line.length - 1))
                .filter(decoded -> decoded.sequence() == expected);
    }

    private static BadInput damaged(Path file, long records) {
        return new BadInput(Problem.at(file.toString(), Math.toIntExact(records + 1), "this record",
                "is damaged: its checksum or number is not what was written",
                "restore the file from a copy, or run again into another folder"));
    }
}
