package dev.frostbench.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What this process and its children hold in memory now. A page that several processes share is divided among them.
record OpenMemory(long ownKilobytes, long childKilobytes) {

    static OpenMemory now() throws IOException {
        System.gc();
        long children = 0;
        for (ProcessHandle child : ProcessHandle.current().children().toList()) children += proportional(child.pid());
        return new OpenMemory(resident(), children);
    }

    private static long resident() throws IOException {
        return number(Files.readAllLines(Path.of("/proc/self/status")), "VmRSS:");
    }

    /// 0 if it has ended.
    private static long proportional(long process) {
        try {
            return number(Files.readAllLines(Path.of("/proc/" + process + "/smaps_rollup")), "Pss:");
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long number(List<String> lines, String key) {
        return lines.stream().filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }
}
