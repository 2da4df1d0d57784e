package dev.frostbench.server.sandboxes;

import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.volumes.VolumeWish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the server remembers of a sandbox.
///
/// @param organisation the id of its organisation
/// @param organisationName the first part of the names of its snapshots
/// @param kept the store's name of the state in which it was stopped last
/// @param signingKey the key of its signed URLs
/// @param ports the key of the tokens of its ports
/// @param source the sandbox that it was forked from
public record SandboxRecord(String id, String organisation, String organisationName, Wish wish, SandboxState state,
        Optional<String> reason, Optional<String> kept, String signingKey, String ports, Optional<String> source,
        Instant created, Instant updated) {

    /// What was asked for.
    ///
    /// @param snapshot as it was named, or the default
    /// @param user as asked for; empty for the snapshot's
    public record Wish(String name, String snapshot, String user, String target, Map<String, String> environment,
            Map<String, String> labels, boolean isPublic, Size size, Timers timers, NetworkWish network,
            List<VolumeWish> volumes) {

        public Wish {
            environment = Map.copyOf(environment);
            labels = Map.copyOf(labels);
            // records of older servers have none
            volumes = volumes == null ? List.of() : List.copyOf(volumes);
        }

        Wish name(String other) {
            return new Wish(other, snapshot, user, target, environment, labels, isPublic, size, timers, network,
                    volumes);
        }

        Wish snapshot(String other) {
            return new Wish(name, other, user, target, environment, labels, isPublic, size, timers, network,
                    volumes);
        }

        Wish labels(Map<String, String> other) {
            return new Wish(name, snapshot, user, target, environment, other, isPublic, size, timers, network,
                    volumes);
        }

        Wish environment(Map<String, String> other) {
            return new Wish(name, snapshot, user, target, other, labels, isPublic, size, timers, network,
                    volumes);
        }

        Wish isPublic(boolean other) {
            return new Wish(name, snapshot, user, target, environment, labels, other, size, timers, network,
                    volumes);
        }

        Wish size(Size other) {
            return new Wish(name, snapshot, user, target, environment, labels, isPublic, other, timers, network,
                    volumes);
        }

        Wish timers(Timers other) {
            return new Wish(name, snapshot, user, target, environment, labels, isPublic, size, other, network,
                    volumes);
        }

        Wish network(NetworkWish other) {
            return new Wish(name, snapshot, user, target, environment, labels, isPublic, size, timers, other,
                    volumes);
        }

        Wish volumes(List<VolumeWish> other) {
            return new Wish(name, snapshot, user, target, environment, labels, isPublic, size, timers, network,
                    other);
        }
    }

    public String name() {
        return wish.name();
    }

    SandboxRecord wish(Wish other) {
        return new SandboxRecord(id, organisation, organisationName, other, state, reason, kept, signingKey, ports,
                source, created, Instant.now());
    }

    SandboxRecord state(SandboxState other, Optional<String> why) {
        return new SandboxRecord(id, organisation, organisationName, wish, other, why, kept, signingKey, ports, source,
                created, Instant.now());
    }

    SandboxRecord kept(String name) {
        return new SandboxRecord(id, organisation, organisationName, wish, state, reason, Optional.of(name), signingKey,
                ports, source, created, updated);
    }

    SandboxRecord signingKey(String other) {
        return new SandboxRecord(id, organisation, organisationName, wish, state, reason, kept, other, ports, source,
                created, Instant.now());
    }
}
