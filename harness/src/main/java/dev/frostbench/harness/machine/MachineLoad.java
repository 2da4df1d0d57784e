package dev.frostbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How busy the machine is. It shows whether a timeout came from an overloaded machine or from the model's code.
public final class MachineLoad {

    private static final Path LOAD = Path.of("/proc/loadavg");

    private MachineLoad() {}

    /// The one-minute load average.
    public static double oneMinute() throws IOException {
        String line = Files.readString(LOAD);
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }
}
