package dev.frostbench.harness.run;

import dev.frostbench.harness.execute.Executor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The control of a run that is trying samples, for whoever may stop it.
public final class RunControl {

    private final Path folder;
    private final Executor executor;
    private final CountDownLatch closed = new CountDownLatch(1);

    RunControl(Path folder, Executor executor) {
        this.folder = folder;
        this.executor = executor;
    }

    public Path folder() {
        return folder;
    }

    /// Starts nothing new; kills and drops what is running. Returns at once.
    public void stop() throws IOException {
        executor.stop();
    }

    /// Waits until the ledger is closed, and so everything finished is on the disk.
    ///
    /// @return whether it is
    public boolean awaitLedger(Duration longest) throws InterruptedException {
        return closed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    void ledgerClosed() {
        closed.countDown();
    }
}
