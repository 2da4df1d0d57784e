package dev.frostbench.harness.machine;

import dev.frostbench.fixtures.recipe.BuildSettings;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.sandbox.layered.LayeredBackend;
import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The store and the sandboxes of this machine, open.
public final class Machine implements AutoCloseable {

    private final LayeredBackend backend;
    private final LocalStore store;
    private final BuildSettings builds;

    private Machine(LayeredBackend backend, LocalStore store, BuildSettings builds) {
        this.backend = backend;
        this.store = store;
        this.builds = builds;
    }

    public static Machine open(Places places) throws IOException {
        LayeredBackend backend = NamespaceBackend.open(places.settings().root());
        try {
            return new Machine(backend, LocalStore.open(places.store(), backend), places.settings().builds());
        } catch (IOException | RuntimeException failure) {
            backend.close();
            throw failure;
        }
    }

    public LocalStore store() {
        return store;
    }

    /// @param generated recipes that a suite makes from its data, by fixture name
    public FixtureLibrary library(List<Path> recipeFolders, Map<String, JsonNode> generated) {
        return library(recipeFolders, generated, builds);
    }

    public FixtureLibrary library(List<Path> recipeFolders, Map<String, JsonNode> generated, BuildSettings settings) {
        return new FixtureLibrary(store, recipeFolders, generated, settings);
    }

    /// What builds take from this machine unless the user asks for something else.
    public BuildSettings builds() {
        return builds;
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } finally {
            backend.close();
        }
    }
}
