package dev.frostbench.harness.service;

import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/// Where services may be found that were frozen for another store.
public interface Elsewhere {

    /// No other place.
    Elsewhere NOWHERE = (_, _) -> Optional.empty();

    /// The snapshot of a name, brought into the store of this process.
    ///
    /// @param wanted whether it may be used; if not, nothing is brought
    Optional<Snapshot> find(String name, Predicate<Snapshot> wanted) throws IOException;
}
