package dev.frostbench.harness.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The end of a ledger that another process writes, perhaps on another machine. A line that is not whole, or not all of
/// which has come over a network's file system, counts as not written yet: the next call looks at it again.
public final class LedgerTail {

    private final Path file;
    private final EntryJson json;
    private long offset;
    private long sequence;

    /// @param folder of the ledger; neither need be there yet
    public LedgerTail(Path folder) {
        this.file = folder.resolve(LedgerFile.NAME);
        this.json = new EntryJson(new Outputs(folder.resolve("outputs")));
    }

    /// Takes a result.
    public interface Taker {
        void take(Entry.Finished result) throws IOException, InterruptedException;
    }

    /// Passes on the results that were added since the last call, in their order.
    public void read(Taker taker) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file) || Files.size(file) <= offset) return;
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            var lines = new LedgerLines(in);
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                if (line[line.length - 1] != '\n') return;
                Optional<LedgerLine> whole = LedgerLine.decode(Arrays.copyOf(line, line.length - 1));
                if (whole.isEmpty() || whole.get().sequence() != sequence) return;
                if (json.read(whole.get().record()) instanceof Entry.Finished result) taker.take(result);
                offset += line.length;
                sequence++;
            }
        }
    }
}
