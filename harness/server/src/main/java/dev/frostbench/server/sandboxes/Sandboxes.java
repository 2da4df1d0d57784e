package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.LimitBelowUse;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.events.Events;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.snapshots.SnapshotRecord;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Rows;
import dev.frostbench.server.toolbox.Toolbox;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The life of sandboxes.
///
///     create, fork ──▶ started ◀──▶ paused
///                      │     ▲
///                 stop ▼     │ start            delete: from everywhere
///                      stopped ──▶ archived
///
/// A stop freezes the files, and a start forks them again. If the server ends, sandboxes that ran are gone, and their
/// records say so; those that were stopped once can be recovered as they were then.
public final class Sandboxes implements AutoCloseable {

    private final LocalStore store;
    private final Supply supply;
    private final SandboxRuntime runtime;
    private final Networks networks;
    private final Snapshots snapshots;
    private final Events events;
    private final Registry registry;
    private final Bounds bounds;
    private final BaseAddress address;

    /// How much each organisation may have at once.
    ///
    /// @param sandboxes that are not deleted
    public record Bounds(int sandboxes) {}

    public Sandboxes(LocalStore store, Supply supply, Networks networks, Snapshots snapshots, Events events,
            Rows<SandboxRecord> rows, Bounds bounds, BaseAddress address) {
        this.store = store;
        this.supply = supply;
        this.runtime = supply.runtime();
        this.networks = networks;
        this.snapshots = snapshots;
        this.events = events;
        this.registry = new Registry(rows);
        this.bounds = bounds;
        this.address = address;
        registry.load(record -> {
            String stored = Snapshots.stopped(record.organisationName(), record.id());
            return snapshots.isStored(stored) ? Optional.of(stored) : Optional.empty();
        });
    }

    /// The address by which clients reach the server.
    String address() {
        return address.url();
    }

    Registry registry() {
        return registry;
    }

    /// A new sandbox of a snapshot.
    Tenanted create(Caller caller, SandboxRecord.Wish wish) throws IOException {
        Snapshots.Found found = snapshots.find(caller, wish.snapshot());
        try (SnapshotStore visit = store.visit()) {
            Snapshot snapshot = visit.find(found.stored())
                    .orElseThrow(() -> ApiFailure.notFound("there is no snapshot '" + wish.snapshot() + "'"));
            return begin(caller, wish, Optional.empty(), snapshot, supply::take);
        }
    }

    private interface Forking {
        Sandbox fork(Snapshot snapshot, ForkOptions options) throws IOException;
    }

    private Tenanted begin(Caller caller, SandboxRecord.Wish wish, Optional<String> source, Snapshot snapshot,
            Forking forking) throws IOException {
        SandboxRecord record = taken(caller, wish, SandboxState.STARTED, source);
        Toolbox toolbox = null;
        try {
            toolbox = open(snapshot, forking, record.wish());
            return entered(new Tenanted(record, toolbox));
        } catch (IOException | RuntimeException failure) {
            if (toolbox != null) close(toolbox);
            registry.giveBack(caller.organisation(), record.name(), record.id());
            throw failure;
        }
    }

    /// The record of a new sandbox, whose name is taken from now on.
    private SandboxRecord taken(Caller caller, SandboxRecord.Wish wish, SandboxState state, Optional<String> source) {
        String id = UUID.randomUUID().toString();
        SandboxRecord.Wish named = wish.name().isEmpty() ? wish.name(id) : wish;
        registry.take(caller.organisation(), named.name(), id, bounds.sandboxes());
        Instant now = Instant.now();
        return new SandboxRecord(id, caller.organisation(), caller.organisationName(), named, state, Optional.empty(),
                Optional.empty(), Tokens.fresh(), Tokens.fresh(), source, now, now);
    }

    private Tenanted entered(Tenanted sandbox) {
        registry.add(sandbox);
        tell("sandbox.created", sandbox, Optional.empty());
        return sandbox;
    }

    /// What makes the snapshot of a sandbox that cannot begin at once.
    interface Making {

        /// The name that a caller gives to the snapshot.
        String snapshot() throws IOException, InterruptedException;
    }

    /// A sandbox that begins when its snapshot is made. Until then its state says so.
    Tenanted createLater(Caller caller, SandboxRecord.Wish wish, Making making) {
        Tenanted sandbox = entered(
                new Tenanted(taken(caller, wish, SandboxState.PENDING_BUILD, Optional.empty()), null));
        Thread.ofVirtual().name("image of " + sandbox.record().id()).start(() -> beginLater(caller, sandbox, making));
        return sandbox;
    }

    private void beginLater(Caller caller, Tenanted sandbox, Making making) {
        try {
            Snapshots.Found found = snapshots.find(caller, making.snapshot());
            locked(sandbox, () -> {
                if (sandbox.record().state() == SandboxState.PENDING_BUILD) started(sandbox, found);
                return null;
            });
        } catch (IOException | RuntimeException failure) {
            failed(sandbox, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        } catch (InterruptedException stopped) {
            failed(sandbox, "the server was stopped");
        }
    }

    private void started(Tenanted sandbox, Snapshots.Found found) throws IOException {
        try (SnapshotStore visit = store.visit()) {
            Snapshot snapshot = visit.find(found.stored()).orElseThrow(() -> gone(sandbox.record()));
            SandboxRecord.Wish wish = sandbox.record().wish();
            sandbox.toolbox(open(snapshot, runtime::fork, wish));
            sandbox.called();
            set(sandbox, sandbox.record().state(SandboxState.STARTED, Optional.empty()));
        }
    }

    private void failed(Tenanted sandbox, String why) {
        sandbox.lock.lock();
        try {
            if (sandbox.record().state() == SandboxState.PENDING_BUILD)
                set(sandbox, sandbox.record().state(SandboxState.BUILD_FAILED, Optional.of(why)));
        } finally {
            sandbox.lock.unlock();
        }
    }

    private Toolbox open(Snapshot snapshot, Forking forking, SandboxRecord.Wish wish) throws IOException {
        networks.check(wish.network());
        Sandbox sandbox = forking.fork(snapshot, networks.waiting(wish.size(), snapshot));
        try {
            networks.apply(sandbox, wish.network());
            return new Toolbox(sandbox, workdir(snapshot.manifest()), wish.environment());
        } catch (IOException | RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    private static String workdir(Manifest manifest) {
        return manifest.workdir().startsWith("/") ? manifest.workdir() : "/";
    }

    private static void close(Toolbox toolbox) throws IOException {
        try (Sandbox _ = toolbox.sandbox(); toolbox) {
            // commands first, then the sandbox
        }
    }

    /// The toolbox of a sandbox that runs.
    ///
    /// @throws ApiFailure 409 if it does not run
    static Toolbox running(Tenanted sandbox) {
        sandbox.called();
        return sandbox.toolbox().orElseThrow(() -> ApiFailure.conflict(
                "sandbox '" + sandbox.record().name() + "' is " + sandbox.record().state().word()
                        + "; start it first"));
    }

    /// Ends its processes and keeps its files. Does nothing to one that is stopped.
    void stop(Tenanted sandbox) throws IOException {
        locked(sandbox, () -> {
            if (!sandbox.record().state().isLive()) return requireNoError(sandbox);
            SandboxRecord record = sandbox.record();
            if (record.wish().timers().delete() == 0) return deleted(sandbox);
            String stored = Snapshots.stopped(record.organisationName(), record.id());
            Toolbox toolbox = running(sandbox);
            if (toolbox.sandbox().isPaused()) toolbox.sandbox().resume();
            toolbox.close();
            try (SnapshotStore visit = store.visit()) {
                Snapshot kept = runtime.freeze(toolbox.sandbox(),
                        FreezeRequest.by("stop").payer(Payer.toward(stored)));
                visit.name(stored, kept.digest());
            }
            sandbox.toolbox(null);
            close(toolbox);
            set(sandbox, record.kept(stored).state(SandboxState.STOPPED, Optional.empty()));
            return null;
        });
    }

    private static Void requireNoError(Tenanted sandbox) {
        SandboxState state = sandbox.record().state();
        if (state == SandboxState.ERROR || state == SandboxState.BUILD_FAILED || state == SandboxState.PENDING_BUILD)
            throw ApiFailure.conflict(sandbox.record().reason().orElse("the sandbox is " + state.word()));
        return null;
    }

    /// Starts a stopped sandbox with the files that it had, resumes a paused one, and recovers one that its server left,
    /// if it was stopped before.
    void start(Tenanted sandbox) throws IOException {
        locked(sandbox, () -> {
            SandboxRecord record = sandbox.record();
            switch (record.state()) {
                case STARTED -> {
                    // is what was wanted
                }
                case PAUSED -> {
                    running(sandbox).sandbox().resume();
                    set(sandbox, record.state(SandboxState.STARTED, Optional.empty()));
                }
                case STOPPED, ARCHIVED, ERROR, BUILD_FAILED -> {
                    sandbox.toolbox(fromKept(record));
                    sandbox.called();
                    set(sandbox, record.state(SandboxState.STARTED, Optional.empty()));
                }
                case PENDING_BUILD -> throw ApiFailure.conflict("the image of sandbox '" + record.name()
                        + "' is being built");
                case DESTROYED -> throw gone(record);
            }
            return null;
        });
    }

    private Toolbox fromKept(SandboxRecord record) throws IOException {
        String stored = record.kept().orElseThrow(() -> ApiFailure.conflict(record.reason().orElse("it was never"
                + " stopped, so there is nothing to start")));
        try (SnapshotStore visit = store.visit()) {
            Snapshot kept = visit.find(stored).orElseThrow(() -> ApiFailure.conflict("the files of sandbox '"
                    + record.name() + "' are gone from the store"));
            return open(kept, runtime::fork, record.wish());
        }
    }

    private static ApiFailure gone(SandboxRecord record) {
        return ApiFailure.notFound("sandbox '" + record.name() + "' is deleted");
    }

    void pause(Tenanted sandbox) throws IOException {
        locked(sandbox, () -> {
            running(sandbox).sandbox().pause();
            set(sandbox, sandbox.record().state(SandboxState.PAUSED, Optional.empty()));
            return null;
        });
    }

    /// Stops a sandbox if it runs; an archived one differs from a stopped one by its state only.
    void archive(Tenanted sandbox) throws IOException {
        stop(sandbox);
        locked(sandbox, () -> {
            if (sandbox.record().state() == SandboxState.STOPPED)
                set(sandbox, sandbox.record().state(SandboxState.ARCHIVED, Optional.empty()));
            return null;
        });
    }

    void delete(Tenanted sandbox) throws IOException {
        locked(sandbox, () -> deleted(sandbox));
    }

    private Void deleted(Tenanted sandbox) throws IOException {
        SandboxRecord record = sandbox.record();
        if (record.state() == SandboxState.DESTROYED) return null;
        Optional<Toolbox> toolbox = sandbox.toolbox();
        sandbox.toolbox(null);
        if (toolbox.isPresent()) close(toolbox.get());
        // the files first: if the server is killed between the two, the record still leads to what is to be deleted
        if (record.kept().isPresent()) store.remove(List.of(record.kept().get()));
        registry.remove(sandbox);
        sandbox.record(record.state(SandboxState.DESTROYED, Optional.empty()));
        tell("sandbox.state.updated", sandbox, Optional.of(record.state()));
        return null;
    }

    /// A new sandbox with the files that another one has now.
    Tenanted fork(Caller caller, Tenanted source, String name) throws IOException {
        SandboxRecord record = source.record();
        SandboxRecord.Wish wish = record.wish().name(name);
        try (SnapshotStore visit = store.visit()) {
            Snapshot state = state(source, visit, FreezeRequest.by("fork of " + record.id())
                    .payer(Payer.of(new Organisation(record.organisationName()))).draft());
            return begin(caller, wish, Optional.of(record.id()), state, runtime::fork);
        }
    }

    /// A snapshot of a sandbox as it is now, which has a name and outlasts the sandbox.
    SnapshotRecord snapshot(Caller caller, Tenanted source, String name) throws IOException {
        try (Snapshots.Claim claim = snapshots.claim(caller, name); SnapshotStore visit = store.visit()) {
            Snapshot snapshot = state(source, visit, FreezeRequest.by("snapshot of " + source.record().id())
                    .payer(Payer.toward(claim.stored())));
            visit.name(claim.stored(), snapshot.digest());
            return snapshots.add(caller, name, claim.stored(), source.record().wish().size(),
                    Optional.of(source.record().id()));
        }
    }

    private Snapshot state(Tenanted source, SnapshotStore visit, FreezeRequest request) throws IOException {
        return locked(source, () -> {
            Optional<Toolbox> toolbox = source.toolbox();
            if (toolbox.isPresent()) {
                Snapshot frozen = runtime.freeze(toolbox.get().sandbox(), request);
                visit.hold(frozen);
                return frozen;
            }
            requireNoError(source);
            String stored = source.record().kept().orElseThrow(() -> gone(source.record()));
            return visit.find(stored).orElseThrow(() -> gone(source.record()));
        });
    }

    /// Gives a sandbox another size, while it runs too.
    ///
    /// @throws ApiFailure 409 if it uses more already
    void resize(Tenanted sandbox, Size size) throws IOException {
        locked(sandbox, () -> {
            try {
                if (sandbox.toolbox().isPresent()) sandbox.toolbox().get().sandbox().limits(size.limits());
            } catch (LimitBelowUse used) {
                throw ApiFailure.conflict(used.getMessage());
            }
            set(sandbox, sandbox.record().wish(sandbox.record().wish().size(size)));
            return null;
        });
    }

    /// Changes what a sandbox reaches, also while it runs.
    void network(Tenanted sandbox, NetworkWish wish) throws IOException {
        networks.check(wish);
        locked(sandbox, () -> {
            if (sandbox.toolbox().isPresent()) networks.apply(sandbox.toolbox().get().sandbox(), wish);
            registry.set(sandbox, sandbox.record().wish(sandbox.record().wish().network(wish)));
            return null;
        });
    }

    /// Changes what was asked for, without an effect on what runs.
    void change(Tenanted sandbox, UnaryOperator<SandboxRecord.Wish> change) throws IOException {
        locked(sandbox, () -> {
            SandboxRecord record = sandbox.record();
            registry.set(sandbox, record.wish(change.apply(record.wish())));
            return null;
        });
    }

    /// Makes all signed URLs of a sandbox invalid.
    String newSigningKey(Tenanted sandbox) throws IOException {
        String key = Tokens.fresh();
        locked(sandbox, () -> {
            registry.set(sandbox, sandbox.record().signingKey(key));
            return null;
        });
        return key;
    }

    private void set(Tenanted sandbox, SandboxRecord record) {
        SandboxState before = sandbox.record().state();
        registry.set(sandbox, record);
        tell("sandbox.state.updated", sandbox, Optional.of(before));
    }

    private void tell(String event, Tenanted sandbox, Optional<SandboxState> before) {
        SandboxRecord record = sandbox.record();
        var whole = view(sandbox);
        var content = Json.object();
        if (before.isPresent()) {
            content.set("sandbox", whole);
            content.put("oldState", before.get().word()).put("newState", record.state().word());
        } else {
            content.setAll(whole);
        }
        events.tell(record.organisation(), event, content);
    }

    /// A sandbox as the SDKs read it.
    ObjectNode view(Tenanted sandbox) {
        return SandboxView.whole(sandbox.record(), sandbox.lastCall(), address.toolbox());
    }

    /// A sandbox in a list.
    ObjectNode item(Tenanted sandbox) {
        return SandboxView.item(sandbox.record(), sandbox.lastCall(), address.toolbox());
    }

    private interface Work<T> {
        T perform() throws IOException;
    }

    private static <T> T locked(Tenanted sandbox, Work<T> work) throws IOException {
        sandbox.lock.lock();
        try {
            return work.perform();
        } finally {
            sandbox.lock.unlock();
        }
    }

    /// Closes everything that runs. The records stay.
    @Override
    public void close() throws IOException {
        for (Tenanted sandbox : registry.all()) {
            Optional<Toolbox> toolbox = sandbox.toolbox();
            sandbox.toolbox(null);
            if (toolbox.isPresent()) close(toolbox.get());
        }
    }
}
