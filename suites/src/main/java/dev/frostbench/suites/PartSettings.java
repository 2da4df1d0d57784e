package dev.frostbench.suites;

import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a suite file says of a part beyond its data.
///
/// @param environments folder of environment data
/// @param command of a `command` part; empty otherwise
public record PartSettings(Optional<Duration> timeout, ProcedureLimits limits, Optional<Path> environments,
        List<String> command, Optional<String> parser) {
    public PartSettings {
        command = List.copyOf(command);
    }
}
