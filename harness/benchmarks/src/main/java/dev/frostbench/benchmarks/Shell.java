package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of this machine that prepare a benchmark or are measured as a whole.
final class Shell {

    private Shell() {}

    /// @return what it printed
    static String run(List<String> command, String complaint) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the launcher that `bench humaneval` starts enters the namespace by itself, as for a user
        builder.environment().remove("FROSTBENCH_NO_NAMESPACE");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) throw new IOException(complaint + ": " + printed);
        return printed;
    }

    /// @return how long it took, in nanoseconds
    static long time(List<String> command, String complaint) throws IOException, InterruptedException {
        long before = System.nanoTime();
        run(command, complaint);
        return System.nanoTime() - before;
    }
}
