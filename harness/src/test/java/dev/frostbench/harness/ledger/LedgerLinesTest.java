package dev.frostbench.harness.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerLinesTest {

    @Test
    void linesComeWholeWhateverTheirLengthAndHoweverTheStreamGivesThem() throws IOException {
        List<String> lines = List.of("a\n", "\n", "b".repeat(65_535) + "\n", "c".repeat(300_000) + "\n",
                "é".repeat(40_000) + "\n", "torn");
        for (int most : new int[]{1 << 20, 4096, 7}) assertThat(read(String.join("", lines), most)).isEqualTo(lines);
        assertThat(read("", 10)).isEmpty();
        assertThat(read("\n", 10)).containsExactly("\n");
        assertThat(read("x".repeat(1 << 16), 1 << 20)).containsExactly("x".repeat(1 << 16));
    }

    /// @param most bytes that the stream gives at a time
    private static List<String> read(String text, int most) throws IOException {
        var stream = new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, most));
            }
        };
        var lines = new LedgerLines(stream);
        List<String> all = new ArrayList<>();
        for (byte[] line = lines.next(); line.length > 0; line = lines.next())
            all.add(new String(line, StandardCharsets.UTF_8));
        return all;
    }
}
