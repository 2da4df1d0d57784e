package dev.frostbench.suites.file;

import dev.frostbench.documents.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// `suite.lock.yaml`: the digests that a suite's fixtures are pinned to, by name.
///
/// @param digests of their snapshots
/// @param recipes digests of the recipes that they were made from; missing in older locks
public record SuiteLock(Map<String, String> digests, Map<String, String> recipes) {

    record Yaml(Map<String, String> fixtures, Map<String, String> recipes) {}

    public SuiteLock {
        digests = Collections.unmodifiableMap(new TreeMap<>(digests));
        recipes = Collections.unmodifiableMap(new TreeMap<>(recipes));
    }

    /// Pins nothing if there is no such file.
    public static SuiteLock read(Path file) {
        if (!Files.exists(file)) return new SuiteLock(Map.of(), Map.of());
        Yaml yaml = YamlDocument.read(file).as(Yaml.class);
        return new SuiteLock(yaml.fixtures(), yaml.recipes());
    }

    /// The same with one fixture pinned, or pinned anew.
    public SuiteLock with(String fixture, String digest, String recipe) {
        Map<String, String> digests = new TreeMap<>(this.digests);
        Map<String, String> recipes = new TreeMap<>(this.recipes);
        digests.put(fixture, digest);
        recipes.put(fixture, recipe);
        return new SuiteLock(digests, recipes);
    }

    /// Writes the file whole or not at all, even if two processes write at once. JSON strings are YAML strings,
    /// whatever characters a name has.
    public void write(Path file) throws IOException {
        var text = new StringBuilder(
                "# What this suite's fixtures are pinned to. Commit it; docs/recipes.md says more.\n");
        append(text, "fixtures", digests);
        append(text, "recipes", recipes);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = folder.resolve("." + file.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void append(StringBuilder text, String key, Map<String, String> values) {
        text.append(values.isEmpty() ? key + ": {}\n" : key + ":\n");
        var json = JsonMapper.shared();
        values.forEach((name, value) -> text.append("  ").append(json.writeValueAsString(name)).append(": ")
                .append(json.writeValueAsString(value)).append('\n'));
    }
}
