package dev.frostbench.suites.humaneval;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Text as Python holds it: halves of surrogate pairs may be alone in it, which UTF-8 does not allow.
final class SurrogateText {

    private SurrogateText() {}

    /// What Python's `encode("utf-8", "surrogatepass")` returns.
    static byte[] bytes(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit)))
            return text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(point -> {
            if (point < 0xD800 || point > 0xDFFF) {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(0xE0 | point >> 12);
                out.write(0x80 | point >> 6 & 0x3F);
                out.write(0x80 | point & 0x3F);
            }
        });
        return out.toByteArray();
    }
}
