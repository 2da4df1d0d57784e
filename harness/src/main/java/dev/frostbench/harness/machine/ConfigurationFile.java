package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.documents.YamlMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A file `frostbench.yaml`: what somebody would otherwise write into each command line or into the environment.
///
/// 1. In the user's folder of configuration it holds settings, and options by the command that they are for.
/// 2. Beside a suite it holds options only.
///
/// What stands on the command line outweighs the file beside the suite, and that outweighs the user's. The environment
/// outweighs the settings of the user's file.
///
/// @param file as it is named in messages
public record ConfigurationFile(Path file, YamlDocument document) {

    public static final String NAME = "frostbench.yaml";

    /// Settings by their keys; each is the variable `FROSTBENCH_…` of the same name.
    public static final List<String> SETTINGS = List.of("store", "backend", "git-mirror", "debian-snapshots",
            "registry-ca", "criu", "compile-cache");
    /// Those that are paths.
    private static final List<String> PATHS = List.of("store", "git-mirror", "registry-ca", "criu");

    /// The file in a folder; empty if there is none. Throws `BadInput` if it is no mapping.
    public static Optional<ConfigurationFile> in(Path folder) {
        Path file = folder.resolve(NAME);
        return Files.exists(file) ? Optional.of(new ConfigurationFile(file, YamlDocument.read(file)))
                : Optional.empty();
    }

    /// The user's file: in `$XDG_CONFIG_HOME/frostbench`, else in `~/.config/frostbench`.
    public static Optional<ConfigurationFile> ofUser(Map<String, String> environment) {
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (configuration.startsWith("/")) return in(Path.of(configuration, "frostbench"));
        String home = environment.getOrDefault("HOME", "");
        return home.startsWith("/") ? in(Path.of(home, ".config/frostbench")) : Optional.empty();
    }

    /// An environment to which the settings of the user's file are added. What it has already stays.
    static Map<String, String> under(Map<String, String> environment) {
        Optional<ConfigurationFile> file = ofUser(environment);
        if (file.isEmpty()) return environment;
        Map<String, String> both = new LinkedHashMap<>(environment);
        file.get().settings(environment.getOrDefault("HOME", "")).forEach((name, value) -> {
            if (both.getOrDefault(name, "").isEmpty()) both.put(name, value);
        });
        return both;
    }

    private Map<String, String> settings(String home) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : SETTINGS) {
            JsonNode value = document.tree().path(key);
            if (value.isMissingNode()) continue;
            String text = scalar("/" + key, value);
            if (PATHS.contains(key) && text.startsWith("~/")) text = home + text.substring(1);
            if (PATHS.contains(key) && !text.startsWith("/"))
                throw bad("/" + key, "is no absolute path", "begin it with / or ~/");
            settings.put("FROSTBENCH_" + key.toUpperCase(Locale.ROOT).replace('-', '_'), text);
        }
        return settings;
    }

    /// Throws `BadInput` for a key that is neither a setting nor a command.
    ///
    /// @param commands their first words
    /// @param withSettings whether this is the user's file
    public void check(Collection<String> commands, boolean withSettings) {
        List<String> known = new ArrayList<>(commands);
        if (withSettings) known.addAll(SETTINGS);
        for (String key : document.tree().propertyNames()) {
            String first = key.split(" ", 2)[0];
            if (known.contains(first)) continue;
            String pointer = "/" + YamlMapping.escaped(key);
            throw new BadInput(SETTINGS.contains(key)
                    ? document.problemOfKey(pointer, "is a setting of the machine, and no suite's",
                            "write it into ~/.config/frostbench/" + NAME)
                    : document.problemOfKey(pointer, "is neither a command nor a setting",
                            Suggestion.cure(key, known, "write a command, e.g. run: {workers: 4}")));
        }
    }

    /// The options of a command, by their long names without dashes.
    ///
    /// @param command its words, with blanks between
    public Map<String, String> options(String command) {
        JsonNode section = document.tree().path(command);
        if (section.isMissingNode()) return Map.of();
        String pointer = "/" + YamlMapping.escaped(command);
        if (!section.isObject()) throw bad(pointer, "is no mapping", "write options below it, e.g. workers: 4");
        Map<String, String> options = new LinkedHashMap<>();
        section.forEachEntry((name, value) -> options.put(name,
                scalar(pointer + "/" + YamlMapping.escaped(name), value)));
        return options;
    }

    /// A problem of an option of a command.
    public BadInput bad(String command, String option, String wrong, String cure) {
        String pointer = "/" + YamlMapping.escaped(command) + "/" + YamlMapping.escaped(option);
        return new BadInput(document.problemOfKey(pointer, wrong, cure));
    }

    private BadInput bad(String pointer, String wrong, String cure) {
        return new BadInput(document.problem(pointer, wrong, cure));
    }

    private String scalar(String pointer, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) throw bad(pointer, "is no single value", "write one value");
        return value.asString();
    }
}
