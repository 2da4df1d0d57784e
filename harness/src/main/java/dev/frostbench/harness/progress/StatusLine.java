package dev.frostbench.harness.progress;

import dev.frostbench.reports.text.TerminalText;
import java.time.Duration;
import java.util.Locale;

/// A line of limited width. Parts are added as long as they fit, the most important ones first.
public final class StatusLine {

    /// A name cut shorter than this says nothing.
    private static final int SHORTEST_NAME = 12;

    private final StringBuilder line = new StringBuilder();
    private final int width;

    public StatusLine(int width) {
        this.width = width;
    }

    /// Adds a separator and a part, if both fit.
    public StatusLine add(String before, String part) {
        if (columns(line) + columns(before) + columns(part) <= width) line.append(before).append(part);
        return this;
    }

    /// Adds a name and what belongs to it. A long name loses its beginning, since ids of one suite begin alike.
    public StatusLine named(String before, String name, String after) {
        return cut(before, name, after, false);
    }

    /// Adds a text in the same way. A long text loses its end.
    public StatusLine text(String before, String text, String after) {
        return cut(before, text, after, true);
    }

    private StatusLine cut(String before, String text, String after, boolean end) {
        String clean = TerminalText.line(text);
        int room = width - columns(line) - columns(before) - columns(after);
        if (columns(clean) > room && room < SHORTEST_NAME) return this;
        line.append(before).append(
                columns(clean) <= room ? clean : end ? head(clean, room - 1) + "…" : "…" + tail(clean, room - 1))
                .append(after);
        return this;
    }

    private static String head(String text, int columns) {
        return text.substring(0, text.offsetByCodePoints(0, columns));
    }

    private static String tail(String text, int columns) {
        return text.substring(text.offsetByCodePoints(text.length(), -columns));
    }

    private static int columns(CharSequence text) {
        return (int) text.codePoints().count();
    }

    /// `7:05` or `1:07:05`.
    public static String clock(Duration time) {
        return time.toHours() == 0 ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(),
                        time.toSecondsPart());
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
