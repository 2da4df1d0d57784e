package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.volumes.VolumeWish;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a request wants of a sandbox.
///
/// @param usualSnapshot the snapshot of sandboxes for which none is named
public record WishReader(String usualSnapshot) {

    static final String LANGUAGE = "code-toolbox-language";
    private static final Set<String> LANGUAGES = Set.of("python", "typescript", "javascript");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_CHARACTERS = 32 << 10;

    /// @param size of the snapshot, if the request names no other
    public SandboxRecord.Wish read(Fields fields, Size size) {
        refuse(fields, "outboundProxyUrl", "outgoing traffic through a proxy of one's own");
        refuse(fields, "linkedSandbox", "linked sandboxes");
        if (fields.flag("kvm").orElse(false)) throw ApiFailure.notOffered("sandboxes here are not virtual machines");
        if (!fields.isEmpty("secrets"))
            throw ApiFailure.notOffered("secrets that are put into outgoing traffic are not offered; use env");
        return new SandboxRecord.Wish(name(fields), snapshot(fields),
                word(fields, "user").orElse(""), word(fields, "target").orElse("local"),
                environment("env", fields.texts("env")), labels(fields.texts("labels")),
                fields.flag("public").orElse(false),
                size.with(fields), Timers.of(fields), NetworkWish.of(fields), VolumeWish.list(fields));
    }

    String snapshot(Fields fields) {
        return fields.text("snapshot").filter(name -> !name.isEmpty()).orElse(usualSnapshot);
    }

    /// @throws ApiFailure 400 if it is no name
    static String name(Fields fields) {
        return word(fields, "name").orElse("");
    }

    /// @throws ApiFailure 400 for a language that the SDKs do not know: they would fail on every later list
    static Map<String, String> labels(Map<String, String> labels) {
        String language = labels.get(LANGUAGE);
        if (language != null && !LANGUAGES.contains(language))
            throw ApiFailure.badRequest("label '" + LANGUAGE + "' must be python, typescript or javascript");
        return bounded("labels", labels);
    }

    static Map<String, String> environment(String field, Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0 || value.indexOf(0) >= 0)
                throw ApiFailure
                        .badRequest("'" + field + "' has a variable that no process can have: a name must not be empty"
                                + " or have an =, and neither a name nor a value may have a NUL");
        });
        return bounded(field, environment);
    }

    /// A record is in memory as long as its sandbox is there, and goes to each listener when it changes.
    private static Map<String, String> bounded(String field, Map<String, String> texts) {
        long characters = texts.entrySet().stream()
                .mapToLong(each -> (long) each.getKey().length() + each.getValue().length()).sum();
        if (characters > MOST_CHARACTERS)
            throw ApiFailure.badRequest("'" + field + "' has more than " + MOST_CHARACTERS + " characters");
        return texts;
    }

    private static Optional<String> word(Fields fields, String field) {
        Optional<String> word = fields.text(field);
        if (word.filter(text -> text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl))
                .isPresent())
            throw ApiFailure.badRequest("'" + field + "' must have at most " + LONGEST_NAME
                    + " characters, none of them a control character");
        return word;
    }

    private static void refuse(Fields fields, String name, String what) {
        if (!fields.isEmpty(name)) throw ApiFailure.notOffered(what + " are not offered ('" + name + "')");
    }
}
