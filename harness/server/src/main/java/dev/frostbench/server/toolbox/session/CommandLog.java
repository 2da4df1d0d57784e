package dev.frostbench.server.toolbox.session;

import dev.frostbench.fixtures.sandbox.OutputListener.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/// What one command of a session has printed, in the order of the writes as far as it is known.
///
/// Any number of readers follow it, each at its own pace; none holds the command up. If the oldest is not kept any
/// more, a line says how much is missing.
///
/// On its pages each piece has a header: one byte for the stream, two for the length.
public final class CommandLog {

    private static final int HEADER = 3;
    private static final Stream[] STREAMS = Stream.values();

    private final LogPages store;
    private final Condition change;
    private final TreeMap<Long, LogPages.Page> pages = new TreeMap<>();
    private long end;
    private long printed;
    private boolean ended;

    /// @param bytes at most as many as fit on a page, not to be changed
    public record Piece(Stream stream, byte[] bytes) {}

    /// Where a reader is.
    ///
    /// @param printed how many printed bytes are before it
    record Place(long at, long printed) {

        static final Place BEGIN = new Place(0, 0);
    }

    /// @param next where the rest begins
    record Part(List<Piece> pieces, Place next) {}

    /// Gets the pieces of a log.
    public interface Reader {
        void piece(Piece piece) throws IOException;
    }

    CommandLog(LogPages store) {
        this.store = store;
        this.change = store.change();
    }

    void add(Stream stream, byte[] bytes, int from, int to) throws IOException {
        if (from == to) return;
        store.lock().lock();
        try {
            for (int at = from; at < to;) {
                LogPages.Page page = pageWithRoom();
                int length = Math.min(to - at, page.room() - HEADER);
                byte[] header = {(byte) stream.ordinal(), (byte) (length >> 8), (byte) length};
                store.append(page, header, 0, HEADER);
                store.append(page, bytes, at, length);
                at += length;
                end += HEADER + length;
                printed += length;
            }
            change.signalAll();
        } finally {
            store.lock().unlock();
        }
    }

    private LogPages.Page pageWithRoom() throws IOException {
        if (!pages.isEmpty() && pages.lastEntry().getValue().room() > HEADER) return pages.lastEntry().getValue();
        LogPages.Page page = store.take(this, end, printed);
        pages.put(end, page);
        return page;
    }

    Optional<LogPages.Page> ownsMoreThan(int count) {
        return pages.size() > count ? Optional.of(pages.firstEntry().getValue()) : Optional.empty();
    }

    void dropOldest() {
        store.giveBack(pages.pollFirstEntry().getValue());
    }

    /// Nobody can ask for it any more.
    void forget() {
        store.lock().lock();
        try {
            while (!pages.isEmpty()) dropOldest();
        } finally {
            store.lock().unlock();
        }
    }

    void end() {
        store.lock().lock();
        try {
            ended = true;
            change.signalAll();
        } finally {
            store.lock().unlock();
        }
    }

    long length() {
        store.lock().lock();
        try {
            return end;
        } finally {
            store.lock().unlock();
        }
    }

    /// Hands over the log from its beginning, and returns at its end.
    public void follow(Reader reader) throws IOException, InterruptedException {
        Place place = Place.BEGIN;
        while (true) {
            store.lock().lockInterruptibly();
            try {
                while (place.at >= end && !ended) change.await();
                if (place.at >= end) return;
            } finally {
                store.lock().unlock();
            }
            Part part = part(place);
            for (Piece piece : part.pieces) reader.piece(piece);
            place = part.next;
        }
    }

    /// What is on one page, neighbours of the same stream in one piece.
    Part part(Place place) throws IOException {
        store.lock().lock();
        try {
            Map.Entry<Long, LogPages.Page> found = pages.floorEntry(place.at);
            if (found != null) return pieces(place, store.read(found.getValue(), (int) (place.at - found.getKey())));
            LogPages.Page first = pages.isEmpty() ? null : pages.firstEntry().getValue();
            Place next = first == null ? new Place(end, printed) : new Place(first.start, first.printedBefore);
            return new Part(List.of(missing(next.printed - place.printed)), next);
        } finally {
            store.lock().unlock();
        }
    }

    private static Piece missing(long bytes) {
        return new Piece(Stream.STDOUT, ("[frostbench: " + bytes + " bytes of output are not kept any more]\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Part pieces(Place from, byte[] page) {
        List<Piece> pieces = new ArrayList<>();
        byte[] same = new byte[page.length];
        int gathered = 0;
        long printed = from.printed;
        for (int at = 0; at < page.length;) {
            Stream stream = STREAMS[page[at]];
            int length = (page[at + 1] & 0xff) << 8 | page[at + 2] & 0xff;
            System.arraycopy(page, at + HEADER, same, gathered, length);
            gathered += length;
            printed += length;
            at += HEADER + length;
            if (at < page.length && STREAMS[page[at]] == stream) continue;
            pieces.add(new Piece(stream, Arrays.copyOf(same, gathered)));
            gathered = 0;
        }
        return new Part(pieces, new Place(from.at + page.length, printed));
    }
}
