package dev.frostbench.suites.command;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Text with `{field}` for a row's field; `{{` and `}}` are braces.
///
/// Other braces stay as they are: `{ print }` is allowed, but `${HOME}` must be written `${{HOME}}`.
public record Template(String text) {

    private static final Pattern PIECE = Pattern.compile("\\{\\{|}}|\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /// The fields that the text names, in order.
    public Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        PIECE.matcher(text).results().filter(piece -> piece.group(1) != null)
                .forEach(piece -> fields.add(piece.group(1)));
        return fields;
    }

    /// Whether a row's value for a field can be put into text.
    static boolean isText(JsonNode value) {
        return value != null && value.isValueNode() && !value.isNull();
    }

    String filled(ObjectNode row) {
        return PIECE.matcher(text).replaceAll(piece -> Matcher.quoteReplacement(piece.group(1) != null
                ? row.path(piece.group(1)).asString()
                : piece.group().substring(1)));
    }
}
