package dev.frostbench.suites;

import dev.frostbench.documents.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// `suite.lock.yaml`: fixture name to the digest of its snapshot.
public record SuiteLock(Map<String, String> digests) {

    record Yaml(Map<String, String> fixtures) {}

    public SuiteLock {
        digests = java.util.Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    public static SuiteLock read(Path file) {
        return new SuiteLock(YamlDocument.read(file).as(Yaml.class).fixtures());
    }

    /// Whole or not at all. JSON strings are YAML strings, whatever stands in a name.
    public void write(Path file) throws IOException {
        var json = JsonMapper.shared();
        var text = new StringBuilder(digests.isEmpty() ? "fixtures: {}\n" : "fixtures:\n");
        digests.forEach((name, digest) -> text.append("  ").append(json.writeValueAsString(name)).append(": ")
                .append(json.writeValueAsString(digest)).append('\n'));
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID()); // another run may write it too
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
