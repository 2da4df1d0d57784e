package dev.frostbench.harness.run;

import dev.frostbench.fixtures.sandbox.Sandbox;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sandboxes that workers have open, so that a run which is being stopped can end what they wait for.
final class OpenSandboxes {

    private final Set<Sandbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(Sandbox sandbox) throws IOException {
        open.add(sandbox);
        if (stopping) close(); // the stop may have looked before this one was added
    }

    void remove(Sandbox sandbox) {
        open.remove(sandbox);
    }

    /// Ends every open sandbox, and every one that is opened later.
    void close() throws IOException {
        stopping = true;
        for (Sandbox sandbox : open)
            if (open.remove(sandbox)) sandbox.close();
    }
}
