package dev.frostbench.harness.plan;

import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.suites.file.Service;
import java.util.Optional;

/// What the sandboxes of a job are forked from.
///
/// Keys, locks and reports name the fixture alone. The memory of a service is another each time it is started, and no
/// result may depend on which time that was.
///
/// @param fixture files
/// @param service that runs in each sandbox
public record Origin(Snapshot fixture, Optional<Frozen> service) {

    /// A service, and the snapshot of the fixture in which it runs.
    public record Frozen(Service service, Snapshot snapshot) {}

    /// Files alone.
    public static Origin of(Snapshot fixture) {
        return new Origin(fixture, Optional.empty());
    }

    /// The snapshot that is forked.
    public Snapshot forked() {
        return service.map(Frozen::snapshot).orElse(fixture);
    }
}
