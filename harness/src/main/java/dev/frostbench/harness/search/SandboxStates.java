package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.snapshot.inspect.StateDigests;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// States as snapshots of a store on this machine. They are drafts unless they are to last, so nothing of a search is
/// left if its process dies.
public final class SandboxStates implements States {

    private final LocalStore store;
    private final SandboxRuntime runtime;
    private final Settings settings;
    private final StateDigests digests;
    private final State root;
    private final Map<State, SnapshotStore> hands = new IdentityHashMap<>();

    /// How branches begin.
    public interface Forking {
        Sandbox fork(Snapshot snapshot) throws IOException;
    }

    /// @param forking by the runtime that freezes
    /// @param workdir of every command, if not the snapshot's own
    /// @param payer who pays for the states
    /// @param last whether states are to outlast the process, because somebody is going to name each
    public record Settings(Forking forking, Optional<String> workdir, Payer payer, boolean last) {}

    private SandboxStates(LocalStore store, SandboxRuntime runtime, Settings settings, StateDigests digests,
            State root) {
        this.store = store;
        this.runtime = runtime;
        this.settings = settings;
        this.digests = digests;
        this.root = root;
    }

    /// @param root in some hand of this process until this is closed
    public static SandboxStates open(LocalStore store, SandboxRuntime runtime, Snapshot root, Settings settings)
            throws IOException {
        StateDigests digests = store.states(root);
        return new SandboxStates(store, runtime, settings, digests, new State(root, digests.of(root), 0));
    }

    @Override
    public State root() {
        return root;
    }

    @Override
    public Branch fork(State state) throws IOException {
        return new SandboxBranch(settings.forking().fork(state.snapshot()));
    }

    @Override
    public void forget(State state) throws IOException {
        SnapshotStore hand;
        synchronized (hands) {
            hand = hands.remove(state);
        }
        if (hand != null) hand.close();
    }

    @Override
    public void close() throws IOException {
        synchronized (hands) {
            for (SnapshotStore hand : hands.values()) hand.close();
            hands.clear();
        }
    }

    private final class SandboxBranch implements Branch {

        private final Sandbox sandbox;
        private final AtomicReference<Execution> running = new AtomicReference<>();
        private volatile boolean stopped;

        SandboxBranch(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        @Override
        public Outcome run(Command command) throws IOException, InterruptedException {
            Execution started = sandbox.start(settings.workdir().map(command::workdir).orElse(command));
            running.set(started);
            if (stopped) started.kill(); // the stop may have looked before this one ran
            try {
                return started.await();
            } finally {
                running.set(null);
            }
        }

        @Override
        public State freeze(String by) throws IOException {
            FreezeRequest request = FreezeRequest.by(by).payer(settings.payer());
            SnapshotStore hand = store.visit();
            try {
                Snapshot made = runtime.freeze(sandbox, settings.last() ? request : request.draft());
                hand.hold(made);
                State state = new State(made, digests.of(made), made.manifest().layers().getLast().bytes());
                synchronized (hands) {
                    hands.put(state, hand);
                }
                return state;
            } catch (IOException | RuntimeException failure) {
                hand.close();
                throw failure;
            }
        }

        @Override
        public void stop() throws IOException {
            stopped = true;
            Execution now = running.get();
            if (now != null) now.kill();
        }

        @Override
        public void close() throws IOException {
            sandbox.close();
        }
    }
}
