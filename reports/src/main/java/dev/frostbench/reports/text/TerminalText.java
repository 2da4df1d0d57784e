package dev.frostbench.reports.text;

import java.util.Locale;
import java.util.regex.Pattern;

/// Text that a model or a log wrote, made safe to print on a terminal or a page.
public final class TerminalText {

    /// ECMA-48 sequences: CSI, strings (OSC, DCS, SOS, PM, APC) with their terminator if there is one, and two-byte
    /// ones.
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]"
                    + "|(?:\u001B[\\]PX^_]|[\u0090\u0098\u009D\u009E\u009F])[^\u0007\u001B\u009C\n]*(?:\u0007"
                    + "|\u001B\\\\|\u009C)?"
                    + "|\u001B[ -/]*[0-~]");

    private TerminalText() {}

    /// The text without escape sequences. Remaining control and direction codes are made visible, except line feeds and
    /// tabs. CR LF becomes LF.
    public static String clean(String text) {
        String plain = ESCAPES.matcher(text).replaceAll("").replace("\r\n", "\n");
        StringBuilder clean = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') clean.append((char) point);
            else if (point < 0x20) clean.append((char) (0x2400 + point));
            else if (point == 0x7F) clean.append('\u2421');
            else if (hides(point)) clean.append(String.format(Locale.ROOT, "<U+%04X>", point));
            else
                clean.appendCodePoint(point);
        });
        return clean.toString();
    }

    /// The text as one line.
    public static String line(String text) {
        return clean(text).replace('\n', '\u240A');
    }

    private static boolean hides(int point) {
        return point >= 0x80 && point < 0xA0 || point == 0x61C || point >= 0x200B && point <= 0x200F
                || point >= 0x2028 && point <= 0x202E || point >= 0x2066 && point <= 0x2069 || point == 0xFEFF
                || point >= 0xD800 && point <= 0xDFFF || point >= 0xE0000 && point <= 0xE007F;
    }
}
