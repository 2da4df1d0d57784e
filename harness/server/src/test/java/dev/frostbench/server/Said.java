package dev.frostbench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command that has ended: its exit code, and what it printed on both streams.
record Said(int code, String text) {

    static Said by(Path folder, Map<String, String> environment, List<String> argv)
            throws IOException, InterruptedException {
        Path printed = Files.createTempFile("frostbench-said-", "");
        try {
            var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            int code = builder.start().waitFor();
            return new Said(code, Files.readString(printed));
        } finally {
            Files.delete(printed);
        }
    }
}
