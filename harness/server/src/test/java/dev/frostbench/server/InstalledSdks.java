package dev.frostbench.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The published SDKs, and what tests a server from outside, installed by the machine's pip and npm into a folder that
/// later runs use again. Tests run in several JVMs, which share the folder: one installs at a time, and what one has
/// installed the others find.
record InstalledSdks(Path folder) {

    private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();
    private static final String[] PYTHON_WRAPPER = {"src", "pyproject.toml", "README.md"};
    private static final String DONE = "installed";

    /// The machine cannot install them.
    static final class Missing extends IOException {

        Missing(String message) {
            super(message);
        }
    }

    interface Install {
        Path perform() throws IOException, InterruptedException;
    }

    private Path alone(Install install) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            return install.perform();
        }
    }

    /// The interpreter of an environment that has the SDK for Python, and our wrapper of it.
    Path python() throws IOException, InterruptedException {
        return alone(() -> {
            Path interpreter = python("daytona==0.226.1", "setuptools>=77");
            Path installed = interpreter.resolveSibling("wrapper");
            String wanted = text(CLIENTS.resolve("python"), PYTHON_WRAPPER);
            if (Files.exists(installed) && Files.readString(installed).equals(wanted)) return interpreter;
            Path sources = Files.createTempDirectory(folder, "wrapper-python-");
            must("the wrapper for Python", folder, interpreter.toString(), "-m", "pip", "install", "-q",
                    "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--force-reinstall",
                    copy(CLIENTS.resolve("python"), sources, PYTHON_WRAPPER));
            Files.writeString(installed, wanted);
            return interpreter;
        });
    }

    /// The interpreter of an environment that has the alpha of version 2 of the SDK for Python.
    Path pythonOfVersion2() throws IOException, InterruptedException {
        return alone(() -> python("daytona==2.0.0a3"));
    }

    /// The program that asks a server for what its OpenAPI document describes, with and without sense.
    Path schemathesis() throws IOException, InterruptedException {
        return alone(() -> python("schemathesis==4.32.5").resolveSibling("schemathesis"));
    }

    private Path python(String... packages) throws IOException, InterruptedException {
        Path place = folder.resolve("python-" + packages[0].replaceAll(".*==", ""));
        Path interpreter = place.resolve("bin/python");
        if (Files.exists(place.resolve(DONE))) return interpreter;
        must("a Python with venv (Debian: python3-venv)", folder, "python3", "-m", "venv", "--clear",
                place.toString());
        var install = new ArrayList<>(List.of(interpreter.toString(), "-m", "pip", "install", "-q",
                "--disable-pip-version-check"));
        install.addAll(List.of(packages));
        must("a package index for pip", folder, install.toArray(String[]::new));
        Files.createFile(place.resolve(DONE));
        return interpreter;
    }

    /// A folder in which Node finds the SDK for TypeScript.
    Path node(String name, String version) throws IOException, InterruptedException {
        return alone(() -> modules(name, version));
    }

    private Path modules(String name, String version) throws IOException, InterruptedException {
        Path place = folder.resolve(name.replaceAll("\\W", "") + "-" + version);
        if (!Files.exists(place.resolve(DONE))) {
            Files.createDirectories(place);
            Files.writeString(place.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
            must("Node and npm, and a package index for npm", place, "npm", "install", "--silent", "--no-audit",
                    "--no-fund", "--save-exact", name + "@" + version, "typescript@5.9.3", "@types/node@20.19.25");
            Files.createFile(place.resolve(DONE));
        }
        return place;
    }

    /// A folder in which Node finds our wrapper, too.
    Path wrappedNode() throws IOException, InterruptedException {
        return alone(() -> {
            Path place = modules("@daytona/sdk", "0.216.0");
            String wrapper = copy(CLIENTS.resolve("typescript"), place.resolve("wrapper"), "src", "package.json",
                    "tsconfig.json");
            must("the wrapper for TypeScript", Path.of(wrapper), "../node_modules/.bin/tsc");
            Path linked = place.resolve("node_modules/frostbench-daytona");
            if (!Files.exists(linked)) Files.createSymbolicLink(linked, Path.of(wrapper));
            return place;
        });
    }

    /// The text of all these files, and of those in these folders.
    private static String text(Path from, String... names) throws IOException {
        var text = new StringBuilder();
        for (String name : names) {
            try (Stream<Path> all = Files.walk(from.resolve(name))) {
                for (Path each : all.filter(Files::isRegularFile).sorted().toList())
                    text.append(from.relativize(each)).append('\n').append(Files.readString(each));
            }
        }
        return text.toString();
    }

    /// Copies files and folders, so that no tool writes into the sources.
    static String copy(Path from, Path to, String... names) throws IOException {
        for (String name : names) {
            try (Stream<Path> all = Files.walk(from.resolve(name))) {
                for (Path each : all.toList()) {
                    Path target = to.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) Files.createDirectories(target);
                    else {
                        Files.createDirectories(target.getParent());
                        Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return to.toString();
    }

    private static void must(String what, Path folder, String... argv) throws IOException, InterruptedException {
        Said said;
        try {
            said = Said.by(folder, Map.of(), new ArrayList<>(List.of(argv)));
        } catch (IOException absent) {
            throw new Missing("needs " + what + ": " + absent.getMessage());
        }
        if (said.code() != 0)
            throw new Missing("needs " + what + "; " + String.join(" ", argv) + " ended with " + said.code() + ": "
                    + said.text());
    }
}
