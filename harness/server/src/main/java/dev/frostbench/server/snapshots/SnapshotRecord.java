package dev.frostbench.server.snapshots;

import java.time.Instant;
import java.util.Optional;

/// What the server remembers of a snapshot of an organisation. The snapshot itself is in the store.
///
/// @param organisation the id of the organisation
/// @param name as callers name it
/// @param stored as the store names it
/// @param user who made it
/// @param size of sandboxes that are made from it
/// @param source the sandbox that it was made from
public record SnapshotRecord(String id, String organisation, String name, String stored, String user,
        Visibility visibility, Size size, Optional<String> source, Instant created) {

    SnapshotRecord visibility(Visibility other) {
        return new SnapshotRecord(id, organisation, name, stored, user, other, size, source, created);
    }
}
