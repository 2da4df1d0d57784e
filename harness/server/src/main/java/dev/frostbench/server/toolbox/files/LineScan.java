package dev.frostbench.server.toolbox.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Looks for a text in the lines of a file as it is read. A file with a zero byte is taken for binary, and of a line
/// the first 64 KiB are looked at.
final class LineScan extends OutputStream {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int LONGEST_SHOWN = 1 << 12;

    private final String text;
    private final int most;
    private final Found found;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number = 1;
    private int count;

    /// Gets a line that contains the text.
    interface Found {
        void line(int number, String content);
    }

    /// The rest of the file is of no interest.
    static final class Enough extends IOException {

        private static final long serialVersionUID = 1;
    }

    LineScan(String text, int most, Found found) {
        this.text = text;
        this.most = most;
        this.found = found;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[]{(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int begin = from;
        for (int at = from; at < from + length; at++) {
            if (bytes[at] == 0) throw new Enough();
            if (bytes[at] != '\n') continue;
            keep(bytes, begin, at);
            end();
            begin = at + 1;
        }
        keep(bytes, begin, from + length);
    }

    private void keep(byte[] bytes, int begin, int end) {
        line.write(bytes, begin, Math.min(end - begin, LONGEST_LINE - line.size()));
    }

    private void end() throws IOException {
        String content = line.toString(StandardCharsets.UTF_8);
        if (content.endsWith("\r")) content = content.substring(0, content.length() - 1);
        if (content.contains(text)) {
            found.line(number, content.length() > LONGEST_SHOWN ? content.substring(0, LONGEST_SHOWN) : content);
            if (++count >= most) throw new Enough();
        }
        number++;
        line.reset();
    }

    /// The last line may have no end.
    @Override
    public void close() throws IOException {
        if (line.size() > 0) end();
    }
}
