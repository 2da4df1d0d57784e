package dev.frostbench.suites.kind;

import dev.frostbench.suites.command.CommandSettings;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a suite file says of a part beyond its data.
///
/// @param environments folder of environment data, beside the suite file unless it says otherwise
/// @param command of a `command` part
public record PartSettings(Optional<Duration> timeout, ProcedureLimits limits, Path environments,
        Optional<CommandSettings> command) {}
