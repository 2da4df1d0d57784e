package dev.frostbench.harness.build;

import dev.frostbench.fixtures.image.registry.RegistryImage;
import dev.frostbench.fixtures.image.transfer.Compression;
import dev.frostbench.fixtures.image.transfer.ImageExport;
import dev.frostbench.fixtures.image.transfer.TransferProgress;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.fixtures.store.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Puts built fixtures into a registry, for other machines: those that were asked for, and those below them.
///
/// @param compression of layers
public record FixturePush(FixtureLibrary library, LocalStore store, FixtureRepository repository,
        Compression compression) {

    /// What can be put, and what cannot.
    ///
    /// @param ready in the order in which they are put: a fixture after those it is built on
    /// @param bound made from this machine's own programs, so that no other machine would find them
    /// @param missing not built
    public record Sorted(Map<String, Snapshot> ready, List<String> bound, List<String> missing) {}

    /// A fixture that was put.
    ///
    /// @param reference of its image
    /// @param layers how many it has
    /// @param sent how many of them the registry did not have
    /// @param bytes of their blobs
    public record Put(String fixture, String reference, int layers, int sent, long bytes) {}

    public Sorted sort(Collection<String> wanted) throws IOException {
        Map<String, Snapshot> ready = new LinkedHashMap<>();
        List<String> bound = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : wanted) {
            if (!add(name, ready)) missing.add(name);
            else if (!ready.containsKey(name)) bound.add(name);
        }
        return new Sorted(ready, bound, missing);
    }

    /// Adds a fixture and those below it. One that is bound to this machine may stand on others that are not.
    ///
    /// @return whether it is built, or bound
    private boolean add(String name, Map<String, Snapshot> ready) throws IOException {
        if (ready.containsKey(name)) return true;
        boolean bound = library.portable(name).isEmpty();
        Optional<Snapshot> built = bound ? Optional.empty() : library.built(name);
        if (built.isEmpty() && !bound) return false;
        for (String below : library.below(name)) add(below, ready);
        built.ifPresent(snapshot -> ready.put(name, snapshot));
        return true;
    }

    public void put(Map<String, Snapshot> ready, Consumer<Put> report) throws IOException, InterruptedException {
        for (var fixture : ready.entrySet()) report.accept(put(fixture.getKey(), fixture.getValue()));
    }

    private Put put(String name, Snapshot snapshot) throws IOException, InterruptedException {
        var count = new Count();
        Path scratch = store.workshop();
        try (RegistryImage image = repository.image(name, library.portable(name).orElseThrow())) {
            ImageExport.put(snapshot, store, image, compression, count, scratch);
            return new Put(name, image.name(), snapshot.manifest().layers().size(), count.sent.get(),
                    count.bytes.get());
        } finally {
            Trees.remove(scratch);
        }
    }

    private static final class Count implements TransferProgress {

        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void ended(int index, int count, long size) {
            sent.incrementAndGet();
            bytes.addAndGet(size);
        }
    }
}
