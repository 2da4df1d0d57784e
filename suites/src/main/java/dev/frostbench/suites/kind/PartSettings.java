package dev.frostbench.suites.kind;

import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The settings of a part in a suite file, beyond its data.
///
/// @param file the suite file
/// @param own the keys that only the part's kind knows
public record PartSettings<S extends Record>(Optional<Duration> timeout, ProcedureLimits limits, Path file, S own) {

    /// The same with another timeout.
    public PartSettings<S> within(Duration timeout) {
        return new PartSettings<>(Optional.of(timeout), limits, file, own);
    }

    /// A path from the suite file, resolved against its folder.
    public Path beside(String path) {
        return file.resolveSibling(path);
    }
}
