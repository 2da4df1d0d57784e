package dev.frostbench.harness.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/// A ledger whose records somebody changed, and whose numbers and checksums he computed anew.
final class ForgedLedger {

    private ForgedLedger() {}

    /// @param change of a record's text; a record that becomes empty is dropped
    static void write(Path folder, UnaryOperator<String> change) throws IOException {
        Path ledger = folder.resolve("ledger.jsonl");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(ledger)) {
            String record = change.apply(line.substring(line.indexOf("\"record\":") + 9, line.length() - 1));
            if (record.isEmpty()) continue;
            var checksum = new CRC32C();
            checksum.update((lines.size() + ":" + record).getBytes(StandardCharsets.UTF_8));
            lines.add("{\"seq\":%d,\"crc32c\":\"%08x\",\"record\":%s}".formatted(lines.size(), checksum.getValue(),
                    record));
        }
        Files.write(ledger, lines);
    }
}
