package dev.frostbench.server.preview;

import dev.frostbench.server.http.ApiFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server in a sandbox answers, read strictly: it is not trusted.
final class Answer {

    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_FIELDS = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)( .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");

    private final InputStream in;

    Answer(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    AnswerHead head() throws IOException {
        Matcher status = STATUS.matcher(line());
        if (!status.matches()) throw wrong();
        List<AnswerHead.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches() || fields.size() == MOST_FIELDS) throw wrong();
            fields.add(new AnswerHead.Field(field.group(1), field.group(2)));
        }
        return new AnswerHead(Integer.parseInt(status.group(1)), fields);
    }

    /// The body without its framing.
    InputStream body(AnswerHead head) {
        Optional<String> encoding = head.first("transfer-encoding");
        if (encoding.isPresent()) {
            if (!encoding.get().equalsIgnoreCase("chunked")) throw wrong();
            return new Chunks();
        }
        Optional<String> length = head.first("content-length");
        if (length.isEmpty()) return in;
        if (!length.get().matches("\\d{1,18}")) throw wrong();
        return new Counted(Long.parseLong(length.get()));
    }

    private static ApiFailure wrong() {
        return ApiFailure.of(502, "what listens on that port of the sandbox does not answer by HTTP");
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) throw wrong();
            line.append((char) next);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) throw wrong();
        return line.toString();
    }

    /// A body without what says where it ends.
    private abstract static class Unframed extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public abstract int read(byte[] into, int offset, int length) throws IOException;
    }

    /// So many bytes.
    private final class Counted extends Unframed {

        private long left;

        Counted(long left) {
            this.left = left;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) return -1;
            int count = in.read(into, offset, (int) Math.min(length, left));
            if (count < 0) throw wrong();
            left -= count;
            return count;
        }
    }

    /// Chunks with their sizes before them.
    private final class Chunks extends Unframed {

        private Counted chunk = new Counted(0);
        private boolean began;
        private boolean ended;

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended) return -1;
            int count = chunk.read(into, offset, length);
            if (count >= 0) return count;
            if (began && !line().isEmpty()) throw wrong();
            began = true;
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) throw wrong();
            chunk = new Counted(Long.parseLong(size, 16));
            if (chunk.left > 0) return chunk.read(into, offset, length);
            ended = true;
            return -1;
        }
    }
}
