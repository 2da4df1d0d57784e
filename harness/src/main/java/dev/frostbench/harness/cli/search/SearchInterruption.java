package dev.frostbench.harness.cli.search;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.search.TreeSearch;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The effect of Ctrl-C (or SIGTERM) on a search: what runs is dropped, and the reports of what is finished are
/// written.
final class SearchInterruption implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final TreeSearch search;
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");

    SearchInterruption(TreeSearch search) {
        this.search = search;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        try {
            search.stop();
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                System.err.println("frostbench: the search did not stop in time; its reports are not whole");
        } catch (IOException | InterruptedException failure) {
            System.err.println("frostbench: while stopping: " + failure.getMessage());
        }
        System.err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /// The reports are written.
    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The hook ends the process.
        }
    }
}
