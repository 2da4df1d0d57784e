package dev.frostbench.server.sandboxes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what the timers of sandboxes ask for. It looks every second.
public final class Alarms implements AutoCloseable {

    private final Sandboxes sandboxes;
    private final Consumer<String> log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alarms").factory());

    /// @param log hears what could not be done
    public Alarms(Sandboxes sandboxes, Consumer<String> log) {
        this.sandboxes = sandboxes;
        this.log = log;
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        Instant now = Instant.now();
        for (Tenanted sandbox : sandboxes.registry().all()) {
            try {
                ring(sandbox, now);
            } catch (IOException | RuntimeException failure) {
                log.accept("a timer of sandbox " + sandbox.record().id() + " failed: " + failure.getMessage());
            }
        }
    }

    private void ring(Tenanted sandbox, Instant now) throws IOException {
        SandboxRecord record = sandbox.record();
        Timers timers = record.wish().timers();
        Duration idle = Duration.between(Instant.ofEpochMilli(sandbox.lastCall()), now);
        Duration still = Duration.between(record.updated(), now);
        if (timers.destroyAt().filter(now::isAfter).isPresent()) sandboxes.delete(sandbox);
        else
            switch (record.state()) {
                case STARTED -> {
                    if (isOver(timers.stop(), idle)) sandboxes.stop(sandbox);
                    else if (isOver(timers.pause(), idle)) sandboxes.pause(sandbox);
                }
                case PAUSED -> {
                    if (isOver(timers.stop(), idle)) sandboxes.stop(sandbox);
                }
                case STOPPED, ARCHIVED -> {
                    if (isOver(timers.delete(), still)) sandboxes.delete(sandbox);
                    else if (record.state() == SandboxState.STOPPED && isOver(timers.archive(), still))
                        sandboxes.archive(sandbox);
                }
                case PENDING_BUILD, BUILD_FAILED, ERROR, DESTROYED -> {
                    // has no timers
                }
            }
    }

    private static boolean isOver(int minutes, Duration passed) {
        return minutes > 0 && passed.compareTo(Duration.ofMinutes(minutes)) >= 0;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
