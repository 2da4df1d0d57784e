package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of this machine that prepare a benchmark.
final class Shell {

    private Shell() {}

    /// @return what it printed
    static String run(List<String> command, String complaint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) throw new IOException(complaint + ": " + printed);
        return printed;
    }
}
