package dev.frostbench.reports.html;

import dev.frostbench.reports.TerminalText;
import java.nio.charset.StandardCharsets;

/// The head and the tail of a text that may be huge, ready to show. Decodes only the bytes it keeps.
///
/// @param cut how many bytes between head and tail are not shown
record Excerpt(String head, String tail, long cut) {

    /// @param dropped bytes that were already lost when the output was captured
    static Excerpt of(byte[] bytes, int keep, long dropped) {
        if (bytes.length <= 2 * keep) {
            return new Excerpt(text(bytes, 0, bytes.length), "", dropped);
        }
        return new Excerpt(text(bytes, 0, keep), text(bytes, bytes.length - keep, keep),
                bytes.length - 2L * keep + dropped);
    }

    private static String text(byte[] bytes, int from, int length) {
        return TerminalText.clean(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}
