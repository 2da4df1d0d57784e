package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.snapshots.Size;
import java.util.Map;
import java.util.Set;

/// Reads what a request wants of a sandbox.
///
/// @param usualSnapshot the snapshot of sandboxes for which none is named
record WishReader(String usualSnapshot) {

    static final String LANGUAGE = "code-toolbox-language";
    private static final Set<String> LANGUAGES = Set.of("python", "typescript", "javascript");
    private static final int LONGEST_NAME = 200;

    /// @param size of the snapshot, if the request names no other
    SandboxRecord.Wish read(Fields fields, Size size) {
        refuse(fields, "outboundProxyUrl", "outgoing traffic through a proxy of one's own");
        refuse(fields, "linkedSandbox", "linked sandboxes");
        if (fields.flag("kvm").orElse(false)) throw ApiFailure.notOffered("sandboxes here are not virtual machines");
        if (!fields.isEmpty("secrets"))
            throw ApiFailure.notOffered("secrets that are put into outgoing traffic are not offered; use env");
        if (!fields.isEmpty("volumes")) throw ApiFailure.notOffered("volumes are not offered yet");
        return new SandboxRecord.Wish(name(fields.text("name").orElse("")), snapshot(fields),
                fields.text("user").orElse(""), fields.text("target").orElse("local"), fields.texts("env"),
                labels(fields.texts("labels")), fields.flag("public").orElse(false), size.with(fields),
                Timers.of(fields), NetworkWish.of(fields));
    }

    String snapshot(Fields fields) {
        return fields.text("snapshot").filter(name -> !name.isEmpty()).orElse(usualSnapshot);
    }

    static String name(String name) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
            throw ApiFailure.badRequest("'name' must have at most " + LONGEST_NAME
                    + " characters, none of them a control character");
        return name;
    }

    /// @throws ApiFailure 400 for a language that the SDKs do not know: they would fail on every later list
    static Map<String, String> labels(Map<String, String> labels) {
        String language = labels.get(LANGUAGE);
        if (language != null && !LANGUAGES.contains(language))
            throw ApiFailure.badRequest("label '" + LANGUAGE + "' must be python, typescript or javascript");
        return labels;
    }

    private static void refuse(Fields fields, String name, String what) {
        if (!fields.isEmpty(name)) throw ApiFailure.notOffered(what + " are not offered ('" + name + "')");
    }
}
