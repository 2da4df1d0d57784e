package dev.frostbench.suites.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lock file that the first runs of one suite write at the same time.
class SuiteLockTest {

    @TempDir
    Path folder;

    @Test
    void anyNumberWriteOneFileAtOnce() throws Exception {
        int writers = 8;
        var lock = new SuiteLock(Map.of("host", "sha256:" + "0".repeat(64)), Map.of("host", "1"));
        try (var threads = Executors.newFixedThreadPool(writers)) {
            for (int round = 0; round < 50; round++) {
                Path file = folder.resolve("lock-" + round + ".yaml");
                var begin = new CyclicBarrier(writers);
                List<Future<SuiteLock>> written = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++)
                    written.add(threads.submit(() -> {
                        begin.await();
                        lock.write(file);
                        return SuiteLock.read(file);
                    }));
                for (Future<SuiteLock> each : written) assertThat(each.get()).isEqualTo(lock);
            }
        }
        assertThat(folder.toFile().list()).hasSize(50);
    }
}
