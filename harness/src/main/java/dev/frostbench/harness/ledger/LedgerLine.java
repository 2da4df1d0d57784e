package dev.frostbench.harness.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One line of a ledger: `{"seq":7,"crc32c":"0a1b2c3d","record":{…}}` and a line feed.
///
/// The checksum covers the sequence number and the exact bytes of the record. So a line that was altered, cut or moved
/// is noticed.
///
/// @param sequence counts from 0 and has no gap
/// @param record JSON without a line feed
record LedgerLine(long sequence, byte[] record) {

    private static final byte[] BEGIN = ascii("{\"seq\":");
    private static final byte[] CHECKSUM = ascii(",\"crc32c\":\"");
    private static final byte[] RECORD = ascii("\",\"record\":");
    private static final int CHECKSUM_DIGITS = 8;

    byte[] encoded() {
        byte[] head = ascii("{\"seq\":" + sequence + ",\"crc32c\":\"" + checksum(sequence, record, 0, record.length)
                + "\",\"record\":");
        byte[] line = Arrays.copyOf(head, head.length + record.length + 2);
        System.arraycopy(record, 0, line, head.length, record.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    /// Decodes a line without its line feed; empty if the line is torn or damaged.
    static Optional<LedgerLine> decode(byte[] line) {
        int at = BEGIN.length;
        if (!has(line, 0, BEGIN)) return Optional.empty();
        long sequence = 0;
        int digits = 0;
        for (; at < line.length && line[at] >= '0' && line[at] <= '9' && digits < 18; at++, digits++)
            sequence = sequence * 10 + (line[at] - '0');
        if (digits == 0 || !has(line, at, CHECKSUM)) return Optional.empty();
        int sum = at + CHECKSUM.length;
        int record = sum + CHECKSUM_DIGITS + RECORD.length;
        if (record >= line.length || line[line.length - 1] != '}') return Optional.empty();
        if (!has(line, sum + CHECKSUM_DIGITS, RECORD)) return Optional.empty();
        String written = new String(line, sum, CHECKSUM_DIGITS, StandardCharsets.ISO_8859_1);
        if (!written.equals(checksum(sequence, line, record, line.length - 1 - record))) return Optional.empty();
        return Optional.of(new LedgerLine(sequence, Arrays.copyOfRange(line, record, line.length - 1)));
    }

    private static boolean has(byte[] line, int at, byte[] expected) {
        return at + expected.length <= line.length
                && Arrays.equals(line, at, at + expected.length, expected, 0, expected.length);
    }

    private static String checksum(long sequence, byte[] bytes, int from, int length) {
        var sum = new CRC32C();
        sum.update(ascii(sequence + ":"));
        sum.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
