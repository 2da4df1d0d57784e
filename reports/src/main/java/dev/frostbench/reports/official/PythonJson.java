package dev.frostbench.reports.official;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON with the bytes of Python's `json.dumps`: ASCII only, a space after commas and colons, optional indent of 4.
/// Values are strings, numbers, booleans, lists, maps, and JSON as Python would have read it.
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
            case Map<?, ?> map -> object(map.entrySet(), depth);
            case ObjectNode object -> object(object.properties(), depth);
            case List<?> list -> array(list, depth);
            case ArrayNode array -> array(array, depth);
            case JsonNode text when text.isString() -> string(text.stringValue());
            case JsonNode number when number.isFloatingPointNumber() -> out.append(number(number.doubleValue()));
            case String text -> string(text);
            default -> out.append(value);
        }
    }

    private void object(Iterable<? extends Map.Entry<?, ?>> entries, int depth) {
        out.append('{');
        int at = 0;
        for (var entry : entries) {
            separate(at++, depth + 1);
            string(entry.getKey().toString());
            out.append(": ");
            value(entry.getValue(), depth + 1);
        }
        end('}', at, depth);
    }

    private void array(Iterable<?> items, int depth) {
        out.append('[');
        int at = 0;
        for (Object item : items) {
            separate(at++, depth + 1);
            value(item, depth + 1);
        }
        end(']', at, depth);
    }

    /// A float as `repr` writes it: the fewest digits that identify it, with an exponent below 1e-4 and from 1e16 on.
    static String number(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "Infinity" : "-Infinity";
        String sign = 1 / value < 0 || value < 0 ? "-" : "";
        if (value == 0) return sign + "0.0";
        // Java writes at least two digits, and for the smallest numbers these two are not Python's one
        var one = new BigDecimal(Math.abs(value)).round(new MathContext(1));
        var exact = one.doubleValue() == Math.abs(value) ? one
                : new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int exponent = digits.length() - 1 - exact.scale();
        if (exponent < -4 || exponent >= 16)
            return sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
        String plain = exact.toPlainString();
        return sign + plain + (plain.contains(".") ? "" : ".0");
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
                    if (c < 0x20 || c > 0x7E) out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    else
                        out.append(c);
                }
            }
        }
        out.append('"');
    }
}
