package dev.frostbench.server.sandboxes;

import dev.frostbench.server.volumes.Volumes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Pauses the sandboxes that have volumes of an organisation that holds more than its quota. Files in them can be
/// deleted meanwhile. It looks every five seconds, because no limit of the file system can be set without privileges.
public final class VolumeWatch implements AutoCloseable {

    private final Sandboxes sandboxes;
    private final Volumes volumes;
    private final Consumer<String> log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("volumes").factory());

    private record Tenant(String id, String name) {}

    /// @param log hears of what was done and of what failed
    public VolumeWatch(Sandboxes sandboxes, Volumes volumes, Consumer<String> log) {
        this.sandboxes = sandboxes;
        this.volumes = volumes;
        this.log = log;
        thread.scheduleWithFixedDelay(this::look, 5, 5, TimeUnit.SECONDS);
    }

    private void look() {
        Map<Tenant, List<Tenanted>> writing = sandboxes.registry().all().stream()
                .filter(each -> each.record().state() == SandboxState.STARTED
                        && !each.record().wish().volumes().isEmpty())
                .collect(Collectors.groupingBy(each -> new Tenant(each.record().organisation(),
                        each.record().organisationName())));
        writing.forEach((tenant, all) -> {
            try {
                Optional<String> full = volumes.beyondQuota(tenant.id, tenant.name);
                if (full.isEmpty()) return;
                log.accept(tenant.name + ": sandboxes with volumes are paused: " + full.get());
                for (Tenanted each : all) sandboxes.pause(each, full.get());
            } catch (IOException | RuntimeException failure) {
                log.accept("the volumes of " + tenant.name + " could not be watched: " + failure.getMessage());
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
