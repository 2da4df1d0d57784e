package dev.frostbench.reports.official;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// JSON with the bytes of Python's `json.dumps`: ASCII only, a space after commas and colons, optional indent of 4.
/// Values are strings, numbers, booleans, lists and maps.
final class PythonJson {

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private PythonJson(boolean indented) {
        this.indented = indented;
    }

    static String line(Object value) {
        return of(value, false);
    }

    static String indented(Object value) {
        return of(value, true);
    }

    private static String of(Object value, boolean indented) {
        PythonJson json = new PythonJson(indented);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map -> {
                out.append('{');
                int at = 0;
                for (var entry : map.entrySet()) {
                    separate(at++, depth + 1);
                    string(entry.getKey().toString());
                    out.append(": ");
                    value(entry.getValue(), depth + 1);
                }
                end('}', at, depth);
            }
            case List<?> list -> {
                out.append('[');
                int at = 0;
                for (Object item : list) {
                    separate(at++, depth + 1);
                    value(item, depth + 1);
                }
                end(']', at, depth);
            }
            case String text -> string(text);
            default -> out.append(value);
        }
    }

    private void separate(int at, int depth) {
        if (at > 0) out.append(indented ? "," : ", ");
        if (indented) out.append('\n').append("    ".repeat(depth));
    }

    private void end(char bracket, int items, int depth) {
        if (indented && items > 0) out.append('\n').append("    ".repeat(depth));
        out.append(bracket);
    }

    private void string(String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7E && c != 0x7F) out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }
}
