package dev.frostbench.harness.search;

import java.time.Duration;
import java.util.Optional;

/// What a search may use.
///
/// @param sandboxes how many may be opened, one for each try, one for each time candidates are asked for, and one for
///     the root's score
/// @param time wall time; what still runs then is dropped
/// @param bytes what the steps of all kept states wrote together
public record Budget(int sandboxes, Optional<Duration> time, long bytes) {

    public Budget {
        if (sandboxes < 1) throw new IllegalArgumentException("a search needs 1 sandbox or more, got " + sandboxes);
        if (bytes < 0) throw new IllegalArgumentException("bytes must be 0 or more, got " + bytes);
    }
}
