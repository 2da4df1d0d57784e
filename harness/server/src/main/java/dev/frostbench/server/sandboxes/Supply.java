package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.pool.PoolSettings;
import dev.frostbench.fixtures.sandbox.pool.SandboxPool;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Where new sandboxes come from: a pool, in which sandboxes wait that are like those asked for lately, and like those
/// that callers want to wait.
public final class Supply implements AutoCloseable {

    private static final int KINDS = 8;

    private final SandboxPool pool;
    private final int each;
    private final Map<Demanded, Integer> lately = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Demanded, Integer> asked = new LinkedHashMap<>();

    private record Demanded(Snapshot snapshot, ForkOptions options) {}

    /// @param most how many sandboxes may wait, all together; 0 for no pool
    /// @param log hears of sandboxes that could not be made to wait
    public Supply(LocalRuntime runtime, int most, Consumer<String> log) {
        this.pool = new SandboxPool(runtime, PoolSettings.standard().most(most), (digest, why) -> log
                .accept("a sandbox of " + digest + " for the pool failed: " + why.getMessage()));
        this.each = Math.max(1, most / KINDS);
    }

    /// Sandboxes taken from here, which are frozen by it too.
    SandboxRuntime runtime() {
        return pool;
    }

    /// A new sandbox, of which others may be wanted soon.
    Sandbox take(Snapshot snapshot, ForkOptions options) throws IOException {
        Sandbox taken = pool.fork(snapshot, options);
        // one with volumes cannot wait
        if (options.volumes().isEmpty())
            remember(new Demanded(snapshot, new ForkOptions(options.limits(), options.network(), Map.of())));
        return taken;
    }

    private synchronized void remember(Demanded demanded) throws IOException {
        if (lately.put(demanded, each) == null && lately.size() > KINDS) {
            Demanded oldest = lately.keySet().iterator().next();
            lately.remove(oldest);
            want(oldest);
        }
        want(demanded);
    }

    /// Lets sandboxes wait whatever was asked for lately; 0 for none of them.
    synchronized void ask(Snapshot snapshot, ForkOptions options, int count) throws IOException {
        var demanded = new Demanded(snapshot, options);
        if (count == 0) asked.remove(demanded);
        else
            asked.put(demanded, count);
        want(demanded);
    }

    private void want(Demanded demanded) throws IOException {
        pool.want(demanded.snapshot, demanded.options,
                Math.max(lately.getOrDefault(demanded, 0), asked.getOrDefault(demanded, 0)));
    }

    /// How many sandboxes of a kind wait.
    int ready(Snapshot snapshot, ForkOptions options) {
        return pool.ready(snapshot, options);
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }
}
