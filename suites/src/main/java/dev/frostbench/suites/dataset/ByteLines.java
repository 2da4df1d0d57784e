package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines of a stream, as bytes.
final class ByteLines {

    private static final int SOME = 1 << 16;

    /// @param number counts from 1
    record Line(int number, byte[] text) {}

    private final InputStream in;
    private byte[] held = new byte[1 << 16];
    private int from;
    private int to;
    private int number;
    private boolean ended;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /// The next line without its line feed; null at the end.
    private ByteBuffer next() throws IOException {
        int looked = from;
        while (true) {
            int feed = feed(looked);
            if (feed >= 0) return line(feed, feed + 1);
            looked = to;
            if (ended) return from == to ? null : line(to, to);
            int moved = from;
            makeRoom();
            looked -= moved - from;
            int read = in.read(held, to, held.length - to);
            if (read < 0) ended = true;
            else
                to += read;
        }
    }

    /// The next line that is not blank, stripped; empty at the end. Bytes that are not UTF-8 are replaced.
    String nextText() throws IOException {
        for (ByteBuffer line = next(); line != null; line = next()) {
            String text = StandardCharsets.UTF_8.decode(line).toString().strip();
            if (text.startsWith("\uFEFF")) text = text.substring(1).strip();
            if (!text.isEmpty()) return text;
        }
        return "";
    }

    /// The next lines, copied: of some 64 KiB together. Empty at the end.
    List<Line> some() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int bytes = 0; bytes < SOME; bytes += lines.getLast().text().length + 1) {
            ByteBuffer line = next();
            if (line == null) break;
            byte[] text = new byte[line.remaining()];
            line.get(text);
            lines.add(new Line(number, text));
        }
        return lines;
    }

    private ByteBuffer line(int end, int rest) {
        var line = ByteBuffer.wrap(held, from, end - from);
        from = rest;
        number++;
        return line;
    }

    private int feed(int start) {
        for (int at = start; at < to; at++) if (held[at] == '\n') return at;
        return -1;
    }

    private void makeRoom() throws IOException {
        if (to < held.length) return;
        if (from > 0) {
            System.arraycopy(held, from, held, 0, to - from);
            to -= from;
            from = 0;
            return;
        }
        if (held.length > (1 << 28)) throw new IOException("a line is longer than 256 MiB");
        held = Arrays.copyOf(held, held.length * 2);
    }
}
