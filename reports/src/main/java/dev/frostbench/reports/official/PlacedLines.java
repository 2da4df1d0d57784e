package dev.frostbench.reports.official;

import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lines that come in one order and are written in another. Meanwhile they are kept in a file, since a run may have
/// more of them than fit into memory.
final class PlacedLines implements AutoCloseable {

    private record Line(long place, long offset, int length) {}

    private final Path draft;
    private final FileChannel channel;
    private final List<Line> lines = new ArrayList<>();
    private long end;

    private PlacedLines(Path draft) throws IOException {
        this.draft = draft;
        this.channel = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// @param draft the file that keeps them until they are written; it is removed then
    static PlacedLines at(Path draft) throws IOException {
        Files.createDirectories(draft.getParent());
        return new PlacedLines(draft);
    }

    /// @param place lines of equal place keep the order in which they came
    void add(long place, String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        lines.add(new Line(place, end, bytes.remaining()));
        while (bytes.hasRemaining()) end += channel.write(bytes, end);
    }

    void writeTo(WholeFile file) throws IOException {
        lines.sort(Comparator.comparingLong(Line::place));
        for (Line line : lines) {
            var bytes = ByteBuffer.allocate(line.length());
            while (bytes.hasRemaining() && channel.read(bytes, line.offset() + bytes.position()) >= 0) {}
            file.write(new String(bytes.array(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
