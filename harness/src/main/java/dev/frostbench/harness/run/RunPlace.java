package dev.frostbench.harness.run;

import java.nio.file.Path;
import java.util.Optional;

/// The place and the name of a run, as the user asked for them.
///
/// @param out the folder; `reports/runs/<run-id>` if empty
/// @param id the run's name; made of the suite's name and the time if empty
/// @param resume whether to go on with the run that is already there
/// @param onlyFailed whether going on means only what the machine failed at, and not what was never tried
public record RunPlace(Optional<Path> out, Optional<String> id, boolean resume, boolean onlyFailed) {

    /// The place of a run that must be a new one.
    static RunPlace ofNew(Optional<Path> out) {
        return new RunPlace(out, Optional.empty(), false, false);
    }
}
