package dev.frostbench.suites.task;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.charset.StandardCharsets;

/// A text in memory. It is compressed if it is large and stays for long, since a run may have a hundred thousand
/// answers.
public final class PackedText {

    /// Texts of fewer characters are kept as they are.
    private static final int SMALL = 512;
    private static final int FAST = 1;
    /// To make one of these takes longer than their work on a text.
    private static final ZstdCompressCtx COMPRESSOR = new ZstdCompressCtx().setLevel(FAST);
    private static final ZstdDecompressCtx DECOMPRESSOR = new ZstdDecompressCtx();

    private final String plain;
    private final byte[] packed;
    private final int length;

    private PackedText(String plain, byte[] packed, int length) {
        this.plain = plain;
        this.packed = packed;
        this.length = length;
    }

    /// Of a text that is soon forgotten.
    static PackedText plain(String text) {
        return new PackedText(text, new byte[0], 0);
    }

    static PackedText packed(String text) {
        if (text.length() < SMALL) return plain(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // half of a surrogate pair has no form in UTF-8
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) return plain(text);
        synchronized (COMPRESSOR) {
            return new PackedText(null, COMPRESSOR.compress(bytes), bytes.length);
        }
    }

    String text() {
        if (plain != null) return plain;
        synchronized (DECOMPRESSOR) {
            return new String(DECOMPRESSOR.decompress(packed, length), StandardCharsets.UTF_8);
        }
    }

    boolean isEmpty() {
        return plain != null && plain.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedText text && text().equals(text.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
