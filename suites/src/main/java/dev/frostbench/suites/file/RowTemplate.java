package dev.frostbench.suites.file;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Text with `{field}` for a field of a task's row, as fixtures are named by.
public final class RowTemplate {

    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private RowTemplate() {}

    /// The fields that the text names and the row lacks.
    public static Set<String> missing(String template, ObjectNode row) {
        Set<String> missing = new LinkedHashSet<>();
        FIELD.matcher(template).results().map(found -> found.group(1)).filter(field -> {
            JsonNode value = row.get(field);
            return value == null || !value.isValueNode();
        }).forEach(missing::add);
        return missing;
    }

    /// @param written how a value is put into the text
    public static String filled(String template, ObjectNode row, Function<JsonNode, String> written) {
        return FIELD.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(written.apply(row.path(found.group(1)))));
    }
}
