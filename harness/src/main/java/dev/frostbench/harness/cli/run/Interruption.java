package dev.frostbench.harness.cli.run;

import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.run.RunControl;
import dev.frostbench.harness.run.RunListener.Attendance;
import java.io.IOException;
import java.time.Duration;

/// The effect of Ctrl-C (or SIGTERM) on a run: nothing new starts, what is running is killed and dropped, the ledger is
/// closed, and the user sees how to go on. Java reports the signal by its shutdown hooks.
final class Interruption implements Attendance {

    /// How long the run may take to end. Then the process ends anyway; the ledger survives that.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunControl control;
    private final Thread hook = new Thread(this::interrupted, "interruption");

    Interruption(RunControl control) {
        this.control = control;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // The ledger is closed, so the hook ends the process.
        }
    }

    private void interrupted() {
        try {
            control.stop();
            control.awaitLedger(PATIENCE);
        } catch (IOException | InterruptedException failure) {
            System.err.println("while stopping: " + failure.getMessage());
        }
        System.err.println();
        System.err.println("stopped; what is finished is kept. Go on with the same command and --resume --out "
                + control.folder());
        System.err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
