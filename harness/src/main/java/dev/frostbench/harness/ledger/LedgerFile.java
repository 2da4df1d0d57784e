package dev.frostbench.harness.ledger;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

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

    interface Visitor {
        void record(Span where, byte[] record) throws IOException;
    }

    /// Reads every record in order.
    static Extent scan(Path file, Visitor visitor) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var lines = new LedgerLines(in);
            long offset = 0;
            long count = 0;
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                Optional<LedgerLine> sound = sound(line, count);
                if (sound.isEmpty()) {
                    if (line[line.length - 1] == '\n') throw damaged(file, count);
                    return new Extent(offset, count, true);
                }
                visit(visitor, file, new Span(offset, line.length - 1), sound.get());
                offset += line.length;
                count++;
            }
            return new Extent(offset, count, false);
        }
    }

    private static void visit(Visitor visitor, Path file, Span where, LedgerLine line) throws IOException {
        try {
            visitor.record(where, line.record());
        } catch (BadInput | UncheckedIOException told) {
            throw told;
        } catch (RuntimeException unreadable) {
            throw odd(file, line);
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

    interface Meaning<T> {
        T of(byte[] record) throws IOException;
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
