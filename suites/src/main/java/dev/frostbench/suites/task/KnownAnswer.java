package dev.frostbench.suites.task;

import java.util.Map;
import java.util.Optional;

/// What a data set tells of a task's answer, by which a fixture can be searched for it.
///
/// @param base the commit that the task begins at
/// @param project the project's name, without its owner
/// @param version of the project
/// @param patches unified diffs, by what they are, as `gold patch`
public record KnownAnswer(Optional<String> base, Optional<String> project, Optional<String> version,
        Map<String, String> patches) {

    public KnownAnswer {
        patches = Map.copyOf(patches);
    }
}
