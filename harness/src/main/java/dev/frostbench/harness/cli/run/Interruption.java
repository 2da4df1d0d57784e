package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// What Ctrl-C (or a polite kill) does to a run: nothing new starts, what is running is ended and forgotten, the ledger
/// is closed, and the user is told how to go on. Java announces the signal by its shutdown hooks.
final class Interruption implements AutoCloseable {

    /// How long the run may take to end, in seconds; after that the process ends anyway, which the ledger survives.
    private static final int PATIENCE = 20;

    private final Path folder;
    private final AtomicReference<Runner> runner = new AtomicReference<>();
    private final CountDownLatch whole = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");

    Interruption(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void stops(Runner running) {
        runner.set(running);
    }

    /// The run has ended before its time and its ledger is closed.
    void ledgerIsWhole() {
        whole.countDown();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            whole.countDown(); // the hook waits for this and then ends the process
        }
    }

    private void interrupted() {
        try {
            Runner running = runner.get();
            if (running != null) running.stop();
            whole.await(PATIENCE, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException failure) {
            System.err.println("while stopping: " + failure.getMessage());
        }
        System.err.println();
        System.err
                .println("stopped; what is finished is kept. Go on with the same command and --resume --out " + folder);
        System.err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
