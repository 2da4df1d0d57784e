package dev.frostbench.harness.cluster;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.fixtures.store.SnapshotCopy;
import dev.frostbench.harness.service.Elsewhere;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// The fixtures of a node, by digest. What its store lacks is copied from the store that all nodes share, once a node.
///
/// @param here the store that sandboxes are forked from
/// @param shared the folder of the store that all nodes share; may be the same
record NodeFixtures(LocalStore here, Path shared) implements Elsewhere {

    Snapshot find(Digest digest) throws IOException {
        Optional<Snapshot> found = here.find(digest);
        if (found.isPresent()) return found.get();
        if (here.root().equals(shared.toAbsolutePath())) throw missing(digest);
        try (LocalStore from = LocalStore.open(shared)) {
            return SnapshotCopy.take(from.find(digest).orElseThrow(() -> missing(digest)), from, here);
        }
    }

    /// A snapshot of the shared store that has this name there, and gets it here.
    @Override
    public Optional<Snapshot> find(String name, Predicate<Snapshot> wanted) throws IOException {
        if (here.root().equals(shared.toAbsolutePath())) return Optional.empty();
        try (LocalStore from = LocalStore.open(shared)) {
            Optional<Snapshot> found = from.find(name).filter(wanted);
            if (found.isEmpty()) return Optional.empty();
            Snapshot taken = SnapshotCopy.take(found.get(), from, here);
            here.name(name, taken.digest());
            return Optional.of(taken);
        }
    }

    private IOException missing(Digest digest) {
        return new IOException(shared + ": this store has no snapshot " + digest.text()
                + ", which the run needs; all nodes must see the store that the run was started with");
    }
}
