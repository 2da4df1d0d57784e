package dev.frostbench.reports.explain;

import dev.frostbench.reports.text.TerminalText;
import java.nio.charset.StandardCharsets;

/// The head and the tail of a text that may be huge, ready to show. Only the bytes that are kept are decoded.
///
/// @param cut how many bytes between head and tail are not shown
public record Excerpt(String head, String tail, long cut) {

    static final Excerpt NONE = new Excerpt("", "", 0);

    /// @param keep bytes to keep of each end
    /// @param dropped bytes that were already lost when the output was captured
    static Excerpt of(byte[] bytes, int keep, long dropped) {
        if (bytes.length <= 2L * keep) return new Excerpt(text(bytes, 0, bytes.length), "", dropped);
        int head = boundary(bytes, keep);
        int tail = boundary(bytes, bytes.length - keep);
        return new Excerpt(text(bytes, 0, head), text(bytes, tail, bytes.length - tail), (long) tail - head + dropped);
    }

    static Excerpt of(String text, int keep) {
        return of(text.getBytes(StandardCharsets.UTF_8), keep, 0);
    }

    public boolean isEmpty() {
        return head.isEmpty() && tail.isEmpty() && cut == 0;
    }

    /// The nearest place before this one that cuts no character in two.
    private static int boundary(byte[] bytes, int at) {
        int begin = at;
        while (begin > 0 && at - begin < 3 && (bytes[begin] & 0xC0) == 0x80) begin--;
        return (bytes[begin] & 0xC0) == 0x80 ? at : begin;
    }

    private static String text(byte[] bytes, int from, int length) {
        return TerminalText.clean(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}
