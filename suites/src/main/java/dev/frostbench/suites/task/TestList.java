package dev.frostbench.suites.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A list of test names in a row, in each form that data sets use: an array, JSON in a string, or the list as Python
/// prints it.
public final class TestList {

    private static final String STRING = "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern PYTHON_STRING = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"",
            Pattern.DOTALL);
    private static final Pattern PYTHON_LIST = Pattern
            .compile("\\s*\\[\\s*(?:(?:" + STRING + ")\\s*(?:,\\s*|(?=])))*+]\\s*", Pattern.DOTALL);

    private TestList() {}

    /// The names; empty if the field holds no such list, such as text without a letter.
    public static Optional<List<String>> of(JsonNode field) {
        if (field.isArray()) return strings(field);
        if (!field.isString()) return Optional.empty();
        String text = field.stringValue();
        try {
            return strings(JsonMapper.shared().readTree(text));
        } catch (JacksonException _) {
            return pythonList(text);
        }
    }

    private static Optional<List<String>> strings(JsonNode array) {
        if (!array.isArray()) return Optional.empty();
        var strings = new ArrayList<String>();
        for (JsonNode each : array) {
            if (!each.isString()) return Optional.empty();
            strings.add(each.stringValue());
        }
        return Optional.of(List.copyOf(strings));
    }

    private static Optional<List<String>> pythonList(String text) {
        if (!PYTHON_LIST.matcher(text).matches()) return Optional.empty();
        return Optional.of(PYTHON_STRING.matcher(text).results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .map(TestList::unescaped)
                .toList());
    }

    /// Resolves Python's escapes. As in Python, an unknown escape stays as it is.
    private static String unescaped(String literal) {
        var text = new StringBuilder();
        for (int at = 0; at < literal.length(); at++) {
            char now = literal.charAt(at);
            if (now != '\\' || at + 1 == literal.length()) {
                text.append(now);
                continue;
            }
            char code = literal.charAt(++at);
            int digits = switch (code) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            if (digits > 0 && at + digits < literal.length()
                    && literal.substring(at + 1, at + 1 + digits).matches("[0-9a-fA-F]+")) {
                text.appendCodePoint(Integer.parseInt(literal.substring(at + 1, at + 1 + digits), 16));
                at += digits;
            } else
                text.append(simple(code));
        }
        return text.toString();
    }

    private static String simple(char code) {
        return switch (code) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(code);
            default -> "\\" + code;
        };
    }
}
