package dev.frostbench.harness.service;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;

/// A shell command that succeeds in a sandbox once what runs there is ready.
///
/// @param longest how long that may take
public record ReadyCheck(String command, Duration longest) {

    private static final long PAUSE_MILLIS = 100;

    /// What there is to say if it has not succeeded in time.
    String late() {
        return "the check '" + command + "' has not succeeded within " + longest.toMillis() / 1000.0 + " s";
    }

    /// What should become ready.
    public interface Watched {
        boolean hasEnded() throws IOException, InterruptedException;
    }

    /// Runs it until it succeeds, ten times a second, or until nothing is left that could become ready.
    ///
    /// @return whether it has succeeded in time
    public boolean await(Sandbox sandbox, Watched watched) throws IOException, InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (true) {
            long left = until - System.nanoTime();
            if (left <= 0) return false;
            if (sandbox.run(Command.of("/bin/sh", "-c", command).timeout(Duration.ofNanos(left))).succeeded())
                return true;
            if (watched.hasEnded()) return false;
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
