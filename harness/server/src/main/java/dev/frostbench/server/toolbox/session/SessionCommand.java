package dev.frostbench.server.toolbox.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// One command of a session: waiting, running or ended.
public final class SessionCommand {

    private final String id;
    private final Wanted wanted;
    private final CommandLog log;
    private final CountDownLatch done = new CountDownLatch(1);
    /// The named pipe that it reads; empty if it has none, not known before it runs.
    private final CompletableFuture<Optional<String>> input = new CompletableFuture<>();
    private volatile int known;
    private volatile Integer code;

    /// A command line.
    ///
    /// @param withInput whether its caller goes on and may write to its standard input
    /// @param echoed whether what is written to its standard input is seen in its log, as on a terminal
    public record Wanted(String text, boolean withInput, boolean echoed) {}

    SessionCommand(String id, Wanted wanted, CommandLog log) {
        this.id = id;
        this.wanted = wanted;
        this.log = log;
    }

    public String id() {
        return id;
    }

    public Wanted wanted() {
        return wanted;
    }

    public CommandLog log() {
        return log;
    }

    CompletableFuture<Optional<String>> input() {
        return input;
    }

    /// Empty until it has ended.
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(code);
    }

    /// @return its exit code
    public int await() throws InterruptedException {
        done.await();
        return code;
    }

    /// Its exit code is known; what it printed may not be there yet.
    void ends(int exitCode) {
        known = exitCode;
    }

    synchronized void end() {
        if (code != null) return;
        code = known;
        input.complete(Optional.empty());
        log.end();
        done.countDown();
    }
}
