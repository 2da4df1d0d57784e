package dev.frostbench.server.volumes;

import java.time.Instant;
import java.util.Optional;

/// What the server remembers of a volume. Its files are in a folder of its id.
///
/// @param organisation the id of the organisation
/// @param used when a sandbox began with it last
public record VolumeRecord(String id, String organisation, String name, Instant created, Optional<Instant> used) {

    VolumeRecord used(Instant at) {
        return new VolumeRecord(id, organisation, name, created, Optional.of(at));
    }
}
