package dev.frostbench.harness.run;

import java.nio.file.Path;
import java.util.Optional;

/// Where a run is to be, as its user asked for it.
///
/// @param out the folder; `reports/runs/<run-id>` if empty
/// @param id what the run is called; made of the suite's name and the time if empty
/// @param resume whether to go on with the run that is there
public record RunPlace(Optional<Path> out, Optional<String> id, boolean resume) {}
