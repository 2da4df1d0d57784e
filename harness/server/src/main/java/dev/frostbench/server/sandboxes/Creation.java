package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.VolumeRefused;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Tokens;
import dev.frostbench.server.toolbox.Toolbox;
import dev.frostbench.server.volumes.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// How sandboxes begin: at once, or when their image is made.
///
/// @param most how many sandboxes an organisation may have at once
record Creation(LocalStore store, Supply supply, Networks networks, Snapshots snapshots, Volumes volumes,
        Directory directory, int most) {

    /// How a sandbox begins.
    interface Forking {
        Sandbox fork(Snapshot snapshot, ForkOptions options) throws IOException;
    }

    Tenanted begin(Caller caller, SandboxRecord.Wish wish, Optional<String> source, Snapshot snapshot,
            Forking forking) throws IOException {
        try (Volumes.Held held = volumes.hold(caller, wish.volumes())) {
            return begin(caller, taken(caller, wish.volumes(held.wishes()), SandboxState.STARTED, source), snapshot,
                    forking);
        }
    }

    private Tenanted begin(Caller caller, SandboxRecord record, Snapshot snapshot, Forking forking)
            throws IOException {
        Toolbox toolbox = null;
        try {
            toolbox = open(snapshot, forking, record);
            return directory.entered(new Tenanted(record, toolbox));
        } catch (IOException | RuntimeException failure) {
            if (toolbox != null) close(toolbox);
            directory.registry().giveBack(caller.organisation(), record.name(), record.id());
            throw failure;
        }
    }

    /// The record of a new sandbox, whose name is taken from now on.
    private SandboxRecord taken(Caller caller, SandboxRecord.Wish wish, SandboxState state, Optional<String> source) {
        String id = UUID.randomUUID().toString();
        SandboxRecord.Wish named = wish.name().isEmpty() ? wish.name(id) : wish;
        directory.registry().take(caller.organisation(), named.name(), id, most);
        Instant now = Instant.now();
        return new SandboxRecord(id, caller.organisation(), caller.organisationName(), named, state, Optional.empty(),
                Optional.empty(), Tokens.fresh(), Tokens.fresh(), source, now, now);
    }

    /// What makes the snapshot of a sandbox that cannot begin at once.
    interface Making {

        /// The name that a caller gives to the snapshot.
        String snapshot() throws IOException, InterruptedException;
    }

    /// A sandbox that begins when its snapshot is made. Until then its state says so.
    Tenanted createLater(Caller caller, SandboxRecord.Wish wish, Making making) {
        Tenanted sandbox;
        try (Volumes.Held held = volumes.hold(caller, wish.volumes())) {
            sandbox = directory.entered(new Tenanted(taken(caller, wish.volumes(held.wishes()),
                    SandboxState.PENDING_BUILD, Optional.empty()), null));
        }
        Thread.ofVirtual().name("image of " + sandbox.record().id()).start(() -> beginLater(caller, sandbox, making));
        return sandbox;
    }

    private void beginLater(Caller caller, Tenanted sandbox, Making making) {
        try {
            Snapshots.Found found = snapshots.find(caller, making.snapshot());
            try (SnapshotStore visit = store.visit()) {
                Snapshot snapshot = found.in(visit);
                sandbox.locked(() -> {
                    if (sandbox.record().state() == SandboxState.PENDING_BUILD) start(sandbox, snapshot);
                    return null;
                });
            }
        } catch (IOException | RuntimeException failure) {
            failed(sandbox, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        } catch (InterruptedException stopped) {
            failed(sandbox, "the server was stopped");
        }
    }

    /// Lets a sandbox that does not run begin with the files of a snapshot. Its lock is held.
    void start(Tenanted sandbox, Snapshot snapshot) throws IOException {
        sandbox.toolbox(open(snapshot, supply.runtime()::fork, sandbox.record()));
        sandbox.called();
        directory.set(sandbox, sandbox.record().state(SandboxState.STARTED, Optional.empty()));
    }

    private void failed(Tenanted sandbox, String why) {
        try {
            sandbox.locked(() -> {
                if (sandbox.record().state() == SandboxState.PENDING_BUILD)
                    directory.set(sandbox, sandbox.record().state(SandboxState.BUILD_FAILED, Optional.of(why)));
                return null;
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Toolbox open(Snapshot snapshot, Forking forking, SandboxRecord record) throws IOException {
        SandboxRecord.Wish wish = record.wish();
        networks.check(wish.network());
        ForkOptions options = networks.waiting(wish.size(), snapshot).volumes(
                volumes.shown(record.organisation(), record.organisationName(), wish.volumes()));
        Sandbox sandbox = forked(snapshot, options, forking);
        try {
            networks.apply(sandbox, wish.network());
            return new Toolbox(sandbox, workdir(snapshot.manifest()), wish.environment());
        } catch (IOException | RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    private static Sandbox forked(Snapshot snapshot, ForkOptions options, Forking forking) throws IOException {
        try {
            return forking.fork(snapshot, options);
        } catch (VolumeRefused refused) {
            throw ApiFailure.badRequest(refused.getMessage());
        }
    }

    private static String workdir(Manifest manifest) {
        return manifest.workdir().startsWith("/") ? manifest.workdir() : "/";
    }

    static void close(Toolbox toolbox) throws IOException {
        try (Sandbox _ = toolbox.sandbox(); toolbox) {
            // commands first, then the sandbox
        }
    }
}
