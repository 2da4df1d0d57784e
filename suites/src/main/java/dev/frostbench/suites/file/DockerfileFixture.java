package dev.frostbench.suites.file;

import dev.frostbench.suites.dataset.HashedName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A fixture that a Dockerfile describes.
///
/// @param file its path from the suite's folder
/// @param context the folder that COPY reads, likewise; the Dockerfile's if empty
/// @param target the stage to build; the last if empty
/// @param args values for ARG
/// @param folder of the suite
public record DockerfileFixture(String file, Optional<String> context, Optional<String> target,
        Map<String, String> args, boolean plainHttp, Path folder) implements MadeFixture {

    private static final int READABLE = 60;

    public DockerfileFixture {
        args = Map.copyOf(args);
    }

    /// A row may name a Dockerfile of the suite's folder, and none elsewhere.
    @Override
    public Optional<String> fault() {
        if (file.isEmpty() || path(file).isEmpty() || file.chars().anyMatch(Character::isISOControl))
            return Optional.of("names no file: '" + file + "'");
        if (!isInside(file)) return Optional.of("is outside of the suite's folder: '" + file + "'");
        return context.filter(given -> !isInside(given))
                .map(given -> "has a context outside of the suite's folder: '" + given + "'");
    }

    private boolean isInside(String path) {
        return path(path).filter(one -> folder.resolve(one).normalize().startsWith(folder.normalize())).isPresent();
    }

    /// Empty for a text that no file can be called by: with a NUL, or half of a surrogate pair.
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// `dockerfile/FOLDER-HASH`, by the folder that the Dockerfile is in.
    @Override
    public String name() {
        String readable = path(file).map(Path::getParent).map(Path::getFileName).map(Path::toString).orElse(file);
        String key = String.join("\0", file, context.orElse(""), target.orElse(""),
                new TreeMap<>(args).toString());
        return "dockerfile/" + HashedName.of(readable, READABLE, key, 8);
    }

    @Override
    public ObjectNode recipe() {
        ObjectNode recipe = JsonNodeFactory.instance.objectNode();
        ObjectNode base = recipe.putObject("base").put("dockerfile", located(file));
        context.ifPresent(given -> base.put("context", located(given)));
        target.ifPresent(given -> base.put("target", given));
        if (!args.isEmpty()) args.forEach(base.putObject("args")::put);
        if (plainHttp) base.put("plain_http", true);
        return recipe;
    }

    private String located(String path) {
        return folder.resolve(path).normalize().toString();
    }
}
