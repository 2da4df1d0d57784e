package dev.frostbench.harness.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines of a stream, found in a buffer of its own: a ledger may have hundreds of megabytes, and a stream that is
/// asked for one byte at a time takes most of the time of reading it.
final class LedgerLines {

    private static final int SOME = 1 << 16;

    /// @param offset of its first byte in the stream
    /// @param number counts from 0
    /// @param text with its line feed, if it has one
    record Line(long offset, long number, byte[] text) {}

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    /// Where the next line begins, and where what was read ends.
    private int begin;
    private int end;
    /// Of the next line that [#some] returns.
    private long offset;
    private long number;

    LedgerLines(InputStream in) {
        this.in = in;
    }

    /// The next lines: of some 64 KiB together. Empty at the end.
    List<Line> some() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int bytes = 0; bytes < SOME; bytes += lines.getLast().text().length) {
            byte[] text = next();
            if (text.length == 0) break;
            lines.add(new Line(offset, number++, text));
            offset += text.length;
        }
        return lines;
    }

    /// The next line with its line feed, if it has one; empty at the end.
    byte[] next() throws IOException {
        int looked = begin;
        while (true) {
            for (int at = looked; at < end; at++) if (buffer[at] == '\n') return line(at + 1);
            looked = end - begin;
            if (!fill()) return line(end);
        }
    }

    private byte[] line(int after) {
        byte[] line = Arrays.copyOfRange(buffer, begin, after);
        begin = after;
        return line;
    }

    /// Moves the begun line to the front, and reads on behind it. False at the end of the stream.
    private boolean fill() throws IOException {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
        if (end == buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) end += read;
        return read > 0;
    }
}
