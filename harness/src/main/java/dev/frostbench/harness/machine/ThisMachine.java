package dev.frostbench.harness.machine;

import dev.frostbench.reports.record.RunRecord.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The machine this process runs on, as `/proc` describes it.
public final class ThisMachine {

    private ThisMachine() {}

    public static Machine seen() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new Machine(first("/proc/sys/kernel/hostname", "").orElse(""), system,
                field("/proc/cpuinfo", "model name").orElse(""),
                Runtime.getRuntime().availableProcessors(), field("/proc/meminfo", "MemTotal")
                        .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) << 10).orElse(0L));
    }

    private static Optional<String> field(String file, String name) {
        return first(file, name).map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    /// The file's first line that begins so; empty if there is none, which is no reason to fail.
    private static Optional<String> first(String file, String begin) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(begin)).findFirst();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
