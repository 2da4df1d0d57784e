package dev.frostbench.harness.machine;

import dev.frostbench.fixtures.recipe.BuildSettings;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.sandbox.engine.SandboxEngine;
import dev.frostbench.fixtures.sandbox.local.LocalRuntime;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// The store and the sandboxes of this machine, open.
public final class Machine implements AutoCloseable {

    private final NamespaceBackend backend;
    private final LocalStore store;
    private final LocalRuntime runtime;
    private final Settings settings;
    /// Null until it is asked for.
    private SandboxRuntime others;

    private Machine(NamespaceBackend backend, LocalStore store, Settings settings) {
        this.backend = backend;
        this.store = store;
        this.runtime = new LocalRuntime(store, backend);
        this.settings = settings;
    }

    public static Machine open(Places places) throws IOException {
        return open(places, NamespaceBackend.unrehearsed(places.settings().root()), true);
    }

    /// The same for a command that may need no sandbox: that they can be made is known when the first is wanted.
    public static Machine openForLess(Places places) throws IOException {
        return open(places, NamespaceBackend.unrehearsed(places.settings().root()), false);
    }

    /// @param rehearsed whether a first sandbox is tried, while the store is opened
    private static Machine open(Places places, NamespaceBackend backend, boolean rehearsed) throws IOException {
        LocalStore store = null;
        try {
            try (ExecutorService meanwhile = Executors.newSingleThreadExecutor()) {
                if (rehearsed) meanwhile.execute(() -> rehearse(backend));
                store = LocalStore.open(places.store());
            }
            if (rehearsed) backend.requireRehearsed();
            return new Machine(backend.criu(places.settings().criu()), store, places.settings());
        } catch (IOException | RuntimeException failure) {
            try (backend; LocalStore _ = store) {
                throw failure;
            }
        }
    }

    private static void rehearse(NamespaceBackend backend) {
        try {
            backend.requireRehearsed();
        } catch (IOException again) {
            // it is tried again once the store is open, and then told
        }
    }

    public LocalStore store() {
        return store;
    }

    /// Sandboxes forked from the store.
    public LocalRuntime runtime() {
        return runtime;
    }

    /// Sandboxes for runs, of what the user chose for them: those of [#runtime], or of another program.
    ///
    /// @throws IOException with the cure, if the other program cannot be used
    public SandboxRuntime sandboxes() throws IOException {
        Optional<String> engine = settings.engine();
        if (engine.isEmpty()) return runtime;
        if (others == null)
            others = SandboxEngine.find(engine.get())
                    .orElseThrow(() -> new IOException("the backend '" + engine.get() + "' is not built; build it:"
                            + " mvn -DskipTests package, or leave FROSTBENCH_BUILD unset"))
                    .open(store, settings.environment());
        return others;
    }

    /// Checks that processes of snapshots can run again here.
    ///
    /// @param toFreeze whether they must be frozen here first
    /// @throws IOException with the cure, if that is impossible
    public void requireProcesses(boolean toFreeze) throws IOException {
        backend.requireProcesses(toFreeze);
    }

    /// @param generated recipes that a suite makes from its data, by fixture name
    public FixtureLibrary library(List<Path> recipeFolders, Map<String, JsonNode> generated) {
        return library(recipeFolders, generated, builds());
    }

    public FixtureLibrary library(List<Path> recipeFolders, Map<String, JsonNode> generated, BuildSettings settings) {
        return new FixtureLibrary(runtime, recipeFolders, generated, settings);
    }

    /// What builds take from this machine unless the user asks for something else.
    public BuildSettings builds() {
        return settings.builds();
    }

    @Override
    public void close() throws IOException {
        try (backend; store; runtime; SandboxRuntime _ = others) {
            // in the order of the sandboxes, the store, the backend; null is closed by doing nothing
        }
    }
}
