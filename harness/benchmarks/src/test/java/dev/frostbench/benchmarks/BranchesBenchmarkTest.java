package dev.frostbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Many sandboxes at once, in real namespaces.
@Tag("sandbox")
class BranchesBenchmarkTest {

    @TempDir
    private Path folder;

    /// @param mounts in the namespaces of every thread
    private record Standing(long mounts, int mountNamespaces, long processes, long groups, long files,
            long descriptors) {}

    @Test
    void aHundredSandboxesOpenAtOnceLeaveNoMountProcessGroupFileOrDescriptor() throws Exception {
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            Snapshot snapshot = snapshots.plain();
            BranchesBenchmark.measure(snapshots, snapshot, 1);
            Standing before = standing();
            ObjectNode report = BranchesBenchmark.measure(snapshots, snapshot, 100);
            assertThat(standing()).isEqualTo(before);
            assertThat(report.get("branches").asInt()).isEqualTo(100);
            assertThat(report.get("bytes_each").asLong()).isPositive().isLessThanOrEqualTo(64 << 10);
        }
    }

    /// What is reachable, not what the JVM has allocated: how much garbage it keeps is its own choice.
    private record Held(long heapBytes, long descriptors) {

        static Held now() {
            System.gc();
            return new Held(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), openDescriptors());
        }
    }

    @Test
    void aSandboxThatIsOpenHoldsAFewKilobytesOfHeapAndSevenDescriptors() throws Exception {
        try (BenchSnapshots snapshots = BenchSnapshots.open(folder)) {
            Snapshot snapshot = snapshots.plain();
            BranchesBenchmark.measure(snapshots, snapshot, 1);
            Held before = Held.now();
            Held[] open = new Held[1];
            BranchesBenchmark.measure(snapshots, snapshot, 100, () -> open[0] = Held.now());
            assertThat((open[0].heapBytes - before.heapBytes) / 100).isLessThanOrEqualTo(32 << 10);
            assertThat((open[0].descriptors - before.descriptors) / 100).isLessThanOrEqualTo(7);
        }
    }

    private Standing standing() throws IOException {
        Set<String> namespaces = new HashSet<>();
        long mounts = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    if (!namespaces.add(Files.readSymbolicLink(thread.resolve("ns/mnt")).toString())) continue;
                    mounts += Files.readAllLines(thread.resolve("mountinfo")).size();
                } catch (IOException endedMeanwhile) {
                    if (Files.exists(thread)) throw endedMeanwhile;
                }
            }
        }
        return new Standing(mounts, namespaces.size(), ProcessHandle.current().descendants().count(), groups(),
                entries(folder.resolve("store/open")), openDescriptors());
    }

    /// By their names alone: other threads close theirs meanwhile, so none of them can be looked at.
    private static long openDescriptors() {
        return new File("/proc/self/fd").list().length;
    }

    private static long groups() throws IOException {
        String prepared = System.getenv().getOrDefault("FROSTBENCH_CGROUPS", "");
        long groups = 0;
        for (String entry : Arrays.stream(prepared.split(" ")).filter(text -> text.contains("=")).toList())
            try (Stream<Path> inside = Files.list(Path.of(entry.split("=", 2)[1]))) {
                groups += inside.filter(Files::isDirectory).count();
            }
        return groups;
    }

    private static long entries(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree, 8)) {
            return paths.count();
        }
    }
}
