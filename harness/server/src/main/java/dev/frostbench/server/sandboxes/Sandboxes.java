package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.LimitBelowUse;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.events.Events;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.snapshots.SnapshotRecord;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Rows;
import dev.frostbench.server.state.Tokens;
import dev.frostbench.server.toolbox.Toolbox;
import dev.frostbench.server.volumes.Volumes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    private final Registry registry;
    private final Directory directory;
    private final Creation creation;

    /// @param most how many sandboxes that are not deleted each organisation may have at once
    public Sandboxes(LocalStore store, Supply supply, Networks networks, Snapshots snapshots, Volumes volumes,
            Events events, Rows<SandboxRecord> rows, int most, BaseAddress address) {
        this.store = store;
        this.supply = supply;
        this.runtime = supply.runtime();
        this.networks = networks;
        this.snapshots = snapshots;
        this.registry = new Registry(rows);
        this.directory = new Directory(registry, events, address);
        this.creation = new Creation(store, supply, networks, snapshots, volumes, directory, most);
        registry.load(record -> {
            String stored = Snapshots.stopped(record.organisationName(), record.id());
            return snapshots.isStored(stored) ? Optional.of(stored) : Optional.empty();
        });
    }

    /// The name of a sandbox that has a volume.
    public Optional<String> having(String volume) {
        return registry.all().stream().map(Tenanted::record)
                .filter(record -> record.wish().volumes().stream().anyMatch(each -> each.volume().equals(volume)))
                .map(SandboxRecord::name).findFirst();
    }

    Registry registry() {
        return registry;
    }

    Directory directory() {
        return directory;
    }

    /// A new sandbox of a snapshot.
    public Tenanted create(Caller caller, Snapshots.Found found, SandboxRecord.Wish wish) throws IOException {
        try (SnapshotStore visit = store.visit()) {
            return creation.begin(caller, wish, Optional.empty(), found.in(visit), supply::take);
        }
    }

    /// A new sandbox of a state that needs no name.
    Tenanted create(Caller caller, Snapshot state, SandboxRecord.Wish wish) throws IOException {
        return creation.begin(caller, wish, Optional.empty(), state, runtime::fork);
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
    public void stop(Tenanted sandbox) throws IOException {
        sandbox.locked(() -> {
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
            end(sandbox);
            directory.set(sandbox, record.kept(stored).state(SandboxState.STOPPED, Optional.empty()));
            return null;
        });
    }

    private static Void requireNoError(Tenanted sandbox) {
        SandboxState state = sandbox.record().state();
        if (state == SandboxState.ERROR || state == SandboxState.BUILD_FAILED || state == SandboxState.PENDING_BUILD)
            throw ApiFailure.conflict(sandbox.record().reason().orElse("the sandbox is " + state.word()));
        return null;
    }

    /// Starts a stopped sandbox with the files that it had, resumes a paused one, and recovers one that its server
    /// left, if it was stopped before.
    public void start(Tenanted sandbox) throws IOException {
        sandbox.locked(() -> {
            SandboxRecord record = sandbox.record();
            switch (record.state()) {
                case STARTED -> {
                    // is what was wanted
                }
                case PAUSED -> {
                    running(sandbox).sandbox().resume();
                    directory.set(sandbox, record.state(SandboxState.STARTED, Optional.empty()));
                }
                case STOPPED, ARCHIVED, ERROR, BUILD_FAILED -> startKept(sandbox);
                case PENDING_BUILD -> throw ApiFailure.conflict("the image of sandbox '" + record.name()
                        + "' is being built");
                case DESTROYED -> throw gone(record);
            }
            return null;
        });
    }

    private void startKept(Tenanted sandbox) throws IOException {
        SandboxRecord record = sandbox.record();
        String stored = record.kept().orElseThrow(() -> ApiFailure.conflict(record.reason().orElse("it was never"
                + " stopped, so there is nothing to start")));
        try (SnapshotStore visit = store.visit()) {
            creation.start(sandbox, visit.find(stored).orElseThrow(() -> ApiFailure.conflict("the files of sandbox '"
                    + record.name() + "' are gone from the store")));
        }
    }

    static ApiFailure gone(SandboxRecord record) {
        return ApiFailure.notFound("sandbox '" + record.name() + "' is deleted");
    }

    public void pause(Tenanted sandbox) throws IOException {
        sandbox.locked(() -> {
            running(sandbox).sandbox().pause();
            directory.set(sandbox, sandbox.record().state(SandboxState.PAUSED, Optional.empty()));
            return null;
        });
    }

    /// Pauses a sandbox, if it runs, though nobody has asked for it.
    void pause(Tenanted sandbox, String why) throws IOException {
        sandbox.locked(() -> {
            if (sandbox.record().state() != SandboxState.STARTED) return null;
            sandbox.toolbox().orElseThrow().sandbox().pause();
            directory.set(sandbox, sandbox.record().state(SandboxState.PAUSED, Optional.of(why)));
            return null;
        });
    }

    /// Stops a sandbox if it runs; an archived one differs from a stopped one by its state only.
    void archive(Tenanted sandbox) throws IOException {
        stop(sandbox);
        sandbox.locked(() -> {
            if (sandbox.record().state() == SandboxState.STOPPED)
                directory.set(sandbox, sandbox.record().state(SandboxState.ARCHIVED, Optional.empty()));
            return null;
        });
    }

    public void delete(Tenanted sandbox) throws IOException {
        sandbox.locked(() -> deleted(sandbox));
    }

    private Void deleted(Tenanted sandbox) throws IOException {
        SandboxRecord record = sandbox.record();
        if (record.state() == SandboxState.DESTROYED) return null;
        end(sandbox);
        // the files first: if the server is killed between the two, the record still leads to what is to be deleted
        if (record.kept().isPresent()) store.remove(List.of(record.kept().get()));
        directory.remove(sandbox);
        return null;
    }

    /// A sandbox that begins when its snapshot is made. Until then its state says so.
    Tenanted createLater(Caller caller, SandboxRecord.Wish wish, Creation.Making making) {
        return creation.createLater(caller, wish, making);
    }

    /// A new sandbox with the files that another one has now.
    public Tenanted fork(Caller caller, Tenanted source, String name) throws IOException {
        SandboxRecord record = source.record();
        SandboxRecord.Wish wish = record.wish().name(name);
        try (SnapshotStore visit = store.visit()) {
            Snapshot state = state(source, visit, FreezeRequest.by("fork of " + record.id())
                    .payer(Payer.of(new Organisation(record.organisationName()))).draft());
            return creation.begin(caller, wish, Optional.of(record.id()), state, runtime::fork);
        }
    }

    /// A snapshot of a sandbox as it is now, which has a name and outlasts the sandbox.
    public SnapshotRecord snapshot(Caller caller, Tenanted source, String name) throws IOException {
        try (Snapshots.Claim claim = snapshots.claim(caller, name); SnapshotStore visit = store.visit()) {
            Snapshot snapshot = state(source, visit, FreezeRequest.by("snapshot of " + source.record().id())
                    .payer(Payer.toward(claim.stored())));
            visit.name(claim.stored(), snapshot.digest());
            return snapshots.add(caller, name, claim.stored(), source.record().wish().size(),
                    Optional.of(source.record().id()));
        }
    }

    /// What a sandbox is now: frozen if it runs, else as it was stopped.
    Snapshot state(Tenanted source, SnapshotStore visit, FreezeRequest request) throws IOException {
        return source.locked(() -> {
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
        sandbox.locked(() -> {
            try {
                if (sandbox.toolbox().isPresent()) sandbox.toolbox().get().sandbox().limits(size.limits());
            } catch (LimitBelowUse used) {
                throw ApiFailure.conflict(used.getMessage());
            }
            directory.set(sandbox, sandbox.record().wish(sandbox.record().wish().size(size)));
            return null;
        });
    }

    /// Changes what a sandbox reaches, also while it runs.
    void network(Tenanted sandbox, NetworkWish wish) throws IOException {
        networks.check(wish);
        sandbox.locked(() -> {
            if (sandbox.toolbox().isPresent()) networks.apply(sandbox.toolbox().get().sandbox(), wish);
            registry.set(sandbox, sandbox.record().wish(sandbox.record().wish().network(wish)));
            return null;
        });
    }

    /// Changes what was asked for, without an effect on what runs.
    void change(Tenanted sandbox, UnaryOperator<SandboxRecord.Wish> change) throws IOException {
        sandbox.locked(() -> {
            SandboxRecord record = sandbox.record();
            registry.set(sandbox, record.wish(change.apply(record.wish())));
            return null;
        });
    }

    /// Makes all signed URLs of a sandbox invalid.
    String newSigningKey(Tenanted sandbox) throws IOException {
        String key = Tokens.fresh();
        sandbox.locked(() -> {
            registry.set(sandbox, sandbox.record().signingKey(key));
            return null;
        });
        return key;
    }

    /// Closes everything that runs. The records stay.
    @Override
    public void close() throws IOException {
        for (Tenanted sandbox : registry.all()) end(sandbox);
    }

    /// Ends what runs in it.
    private static void end(Tenanted sandbox) throws IOException {
        Optional<Toolbox> toolbox = sandbox.toolbox();
        sandbox.toolbox(null);
        if (toolbox.isPresent()) Creation.close(toolbox.get());
    }
}
