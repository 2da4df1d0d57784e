package dev.frostbench.server.toolbox.session;

import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/// What a log holds at this moment, as bytes: of both streams or one. So a long log is never in memory as a whole.
public final class LogInput extends InputStream {

    private static final int MARK = 3;

    private final CommandLog log;
    private final Set<Stream> streams;
    private final boolean marked;
    private final long end;
    private CommandLog.Place place = CommandLog.Place.BEGIN;
    private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);

    private LogInput(CommandLog log, Set<Stream> streams, boolean marked) {
        this.log = log;
        this.streams = streams;
        this.marked = marked;
        this.end = log.length();
    }

    public static LogInput of(CommandLog log, Stream... streams) {
        return new LogInput(log, Set.of(streams), false);
    }

    /// Both streams; each piece begins with the mark of its stream.
    public static LogInput marked(CommandLog log) {
        return new LogInput(log, Set.of(Stream.values()), true);
    }

    /// A piece after the mark of its stream: three bytes 1 or three bytes 2.
    public static byte[] marked(CommandLog.Piece piece) {
        byte[] whole = new byte[MARK + piece.bytes().length];
        Arrays.fill(whole, 0, MARK, (byte) (piece.stream() == Stream.STDOUT ? 1 : 2));
        System.arraycopy(piece.bytes(), 0, whole, MARK, piece.bytes().length);
        return whole;
    }

    private boolean more() throws IOException {
        while (part.available() == 0) {
            if (place.at() >= end) return false;
            CommandLog.Part next = log.part(place);
            place = next.next();
            var bytes = new ByteArrayOutputStream();
            for (CommandLog.Piece piece : next.pieces())
                if (streams.contains(piece.stream())) bytes.writeBytes(marked ? marked(piece) : piece.bytes());
            part = new ByteArrayInputStream(bytes.toByteArray());
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return more() ? part.read() : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) return 0;
        return more() ? part.read(to, from, length) : -1;
    }
}
