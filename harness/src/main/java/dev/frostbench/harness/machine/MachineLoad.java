package dev.frostbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How busy the machine is: what tells an overloaded machine's timeouts from a model's hang.
public final class MachineLoad {

    private static final Path LOAD = Path.of("/proc/loadavg");

    private MachineLoad() {}

    /// The one-minute load average.
    public static double oneMinute() throws IOException {
        String line = Files.readString(LOAD);
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }
}
