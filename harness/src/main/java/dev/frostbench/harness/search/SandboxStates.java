package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Execution;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.snapshot.inspect.StateDigests;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// States as snapshots of a store on this machine. They are drafts unless they are to last, so nothing of a search is
/// left if its process dies.
public final class SandboxStates implements States {

    private final LocalRuntime runtime;
    private final Settings settings;
    private final StateDigests digests;
    private final State root;
    private final Map<State, SnapshotStore> hands = new IdentityHashMap<>();

    /// @param options of every sandbox
    /// @param workdir of every command, if not the snapshot's own
    /// @param payer who pays for the states
    /// @param last whether states are to outlast the process, because somebody is going to name each
    public record Settings(ForkOptions options, Optional<String> workdir, Payer payer, boolean last) {}

    private SandboxStates(LocalRuntime runtime, Settings settings, StateDigests digests, State root) {
        this.runtime = runtime;
        this.settings = settings;
        this.digests = digests;
        this.root = root;
    }

    /// @param root in some hand of this process until this is closed
    public static SandboxStates open(LocalRuntime runtime, Snapshot root, Settings settings) throws IOException {
        StateDigests digests = runtime.store().states(root);
        return new SandboxStates(runtime, settings, digests, new State(root, digests.of(root), 0));
    }

    @Override
    public State root() {
        return root;
    }

    @Override
    public Branch fork(State state) throws IOException {
        return new SandboxBranch(runtime.fork(state.snapshot(), settings.options()));
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
            SnapshotStore hand = runtime.store().visit();
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
