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
/// @param beside the service of its part
public record Origin(Snapshot fixture, Optional<Beside> beside) {

    /// What became of a service. Keys depend on its words alone, so a plan is the same either way.
    public sealed interface Beside {
        Service service();
    }

    /// A service that runs in each sandbox.
    ///
    /// @param told names it in messages, with the suite's file
    /// @param snapshot of the fixture in which it runs
    public record Frozen(Service service, String told, Snapshot snapshot) implements Beside {}

    /// A service that could not be made to run: nothing can be tried.
    ///
    /// @param why names the suite's file and the service
    public record Failed(Service service, String why) implements Beside {}

    /// Files alone.
    public static Origin of(Snapshot fixture) {
        return new Origin(fixture, Optional.empty());
    }

    /// The service that runs in each sandbox.
    public Optional<Frozen> service() {
        return beside.flatMap(what -> what instanceof Frozen frozen ? Optional.of(frozen) : Optional.empty());
    }

    /// Why nothing can be forked.
    public Optional<String> trouble() {
        return beside.flatMap(what -> what instanceof Failed failed ? Optional.of(failed.why()) : Optional.empty());
    }

    /// The snapshot that is forked, if there is no trouble.
    public Snapshot forked() {
        trouble().ifPresent(why -> {
            throw new IllegalStateException("wanted an origin without trouble, got: " + why);
        });
        return service().map(Frozen::snapshot).orElse(fixture);
    }
}
