package dev.frostbench.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The machine's own gcc, for the C programs to compare with.
final class Compiler {

    private Compiler() {}

    /// What is missing, and the cure.
    static Optional<String> lack() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":"))
            if (Files.isExecutable(Path.of(folder, "gcc"))) return Optional.empty();
        return Optional.of("install gcc (Debian: apt install gcc libc6-dev)");
    }

    /// Compiles the resource `name.c` into the folder.
    static Path compile(String name, Path folder, List<String> options) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        try (InputStream text = Compiler.class.getResourceAsStream(name + ".c")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-o", program.toString(), source.toString()));
        command.addAll(options);
        Shell.run(command, "gcc could not compile " + name + ".c (Debian: apt install gcc libc6-dev)");
        return program;
    }
}
