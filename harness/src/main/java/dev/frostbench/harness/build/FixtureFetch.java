package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.image.Image;
import dev.frostbench.fixtures.image.registry.RegistryImage;
import dev.frostbench.fixtures.image.transfer.ImageImport;
import dev.frostbench.fixtures.image.transfer.TransferProgress;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes fixtures that are not built here from a registry, before the rest is built. Those that others are built on
/// come first, so that every layer is fetched once.
public final class FixtureFetch {

    private static final int AT_ONCE = 2;

    private final FixtureLibrary library;
    private final LocalStore store;
    private final FixtureRepository repository;
    private final BuildListener report;
    private final Map<String, CompletableFuture<Void>> fetches = new LinkedHashMap<>();

    public FixtureFetch(FixtureLibrary library, LocalStore store, FixtureRepository repository, BuildListener report) {
        this.library = library;
        this.store = store;
        this.repository = repository;
        this.report = report;
    }

    /// Takes what the registry has of these fixtures and of those below them. What it does not have is left to be
    /// built.
    ///
    /// @throws IOException if the registry cannot be reached
    public void fetch(Collection<String> wanted) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE,
                Thread.ofPlatform().daemon().name("fetch-", 0).factory());
        try {
            for (String name : wanted) plan(name, threads);
            for (CompletableFuture<Void> fetch : fetches.values()) fetch.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException trouble -> throw new IOException("fixtures of " + repository.text()
                        + " cannot be fetched: " + trouble.getMessage()
                        + "; leave out --from-registry to build them here", trouble);
                case RuntimeException wrong -> throw wrong;
                case InterruptedException stopped -> throw stopped;
                case Throwable other -> throw new IOException(other);
            }
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }

    /// One that is bound to this machine may stand on others that are not, and these are looked up.
    ///
    /// A fixture whose recipe cannot be read is left to its build, which says why.
    private CompletableFuture<Void> plan(String name, ExecutorService threads) {
        CompletableFuture<Void> known = fetches.get(name);
        if (known != null) return known;
        CompletableFuture<Void> fetch = CompletableFuture.completedFuture(null);
        try {
            if (library.built(name).isEmpty()) {
                List<CompletableFuture<Void>> before = new ArrayList<>();
                for (String below : library.below(name)) before.add(plan(below, threads));
                fetch = CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
                Optional<String> portable = library.portable(name);
                if (portable.isPresent()) fetch = fetch.thenRunAsync(() -> one(name, portable.get()), threads);
            }
        } catch (IOException | BadInput unreadable) {
            // its build reports it
        }
        fetches.put(name, fetch);
        return fetch;
    }

    private void one(String name, String portable) {
        try {
            try (RegistryImage image = repository.image(name, portable)) {
                if (image.isThere()) take(name, portable, image);
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            throw new CompletionException(failure);
        }
    }

    private void take(String name, String portable, RegistryImage source) throws IOException, InterruptedException {
        String step = "fetch " + source.name();
        long began = System.nanoTime();
        report.stepStarted(name, 0, 1, step, true);
        Image image = Image.of(source, Optional.empty());
        if (!ImageImport.isSnapshot(image))
            throw new BadInput(Problem.of(source.name(), "the image", "is no fixture that Frostbench pushed",
                    "name the repository that fixture push filled"));
        Snapshot snapshot = ImageImport.take(image, store, Payer.toward(name), TransferProgress.NONE);
        library.take(name, portable, snapshot);
        report.stepEnded(name, 0, 1, step, false, Duration.ofNanos(System.nanoTime() - began),
                snapshot.manifest().layers().stream().mapToLong(Manifest.Layer::bytes).sum());
    }
}
