package dev.frostbench.reports.html;

import tools.jackson.databind.JsonNode;

/// JSON that is safe inside a script element. It has no `<`, `>`, `&` or line separator, so no text can end the
/// element.
final class ScriptData {

    private ScriptData() {}

    static String of(JsonNode json) {
        return json.toString().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
                .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
