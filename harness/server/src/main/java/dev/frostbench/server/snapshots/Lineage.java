package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.snapshots.Snapshots.Found;
import dev.frostbench.server.state.Caller;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the snapshots that a caller may see were made from which.
///
/// A snapshot stands below the nearest one that it was made from and that the caller may see. States between the two
/// that have no name, or only names that the caller may not see, are left out, and nothing tells of them. A second name
/// of a snapshot stands below the eldest.
///
/// Those right below one snapshot are in the order of the list. If just one of them has others below it, it comes last,
/// so that a long lineage is a straight line.
final class Lineage {

    private static final int MOST_KNOWN = 100_000;
    private static final Comparator<Found> ELDEST = Comparator.comparing(Found::general).reversed()
            .thenComparing(found -> found.record().map(SnapshotRecord::created).orElse(Instant.EPOCH))
            .thenComparing(Found::stored);

    private final LocalStore store;
    private final Snapshots snapshots;
    /// What manifests say. They never change.
    private final Map<Digest, Facts> known = new ConcurrentHashMap<>();

    Lineage(LocalStore store, Snapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    private record Facts(Optional<Digest> parent, long bytes) {}

    /// A snapshot in the tree.
    ///
    /// @param parent the snapshot above it
    /// @param depth how many are above it
    /// @param children how many are right below it
    /// @param bytes content of its files
    /// @param added how many bytes more its layers have than its parent's
    record Row(Found found, Digest digest, Optional<Found> parent, int depth, int children, long bytes, long added) {}

    /// All that a caller may see, each followed by those below it.
    List<Row> tree(Caller caller) throws IOException {
        try (Seen seen = new Seen(caller)) {
            Map<String, List<Found>> below = new HashMap<>();
            List<Found> tops = new ArrayList<>();
            for (Found found : seen.all)
                seen.parent(found).map(parent -> below.computeIfAbsent(parent.id(), _ -> new ArrayList<>()))
                        .orElse(tops).add(found);
            List<Row> rows = new ArrayList<>();
            Map<String, Row> placed = new HashMap<>();
            Deque<Found> left = new ArrayDeque<>(tops);
            while (!left.isEmpty()) {
                Found found = left.pop();
                List<Found> children = ordered(below.getOrDefault(found.id(), List.of()), below.keySet());
                Row row = seen.row(found, seen.parent(found).map(parent -> placed.get(parent.id())), children.size());
                rows.add(row);
                placed.put(found.id(), row);
                children.reversed().forEach(left::push);
            }
            return rows;
        }
    }

    private static List<Found> ordered(List<Found> children, Set<String> parents) {
        List<Found> wide = children.stream().filter(child -> parents.contains(child.id())).toList();
        if (wide.size() != 1) return children;
        List<Found> ordered = new ArrayList<>(children);
        ordered.remove(wide.getFirst());
        ordered.add(wide.getFirst());
        return ordered;
    }

    /// The snapshot above one in the tree.
    Optional<Found> parent(Caller caller, Found found) throws IOException {
        try (Seen seen = new Seen(caller)) {
            return seen.digests.containsKey(found.id()) ? seen.parent(found) : Optional.empty();
        }
    }

    /// What one caller may see at one moment.
    private final class Seen implements AutoCloseable {

        final List<Found> all = new ArrayList<>();
        final Map<String, Digest> digests = new HashMap<>();
        private final Map<Digest, Found> eldest = new HashMap<>();
        /// The nearest visible ancestors that were found already.
        private final Map<Digest, Optional<Found>> above = new HashMap<>();
        private final LocalStore visit = store.visit();

        Seen(Caller caller) throws IOException {
            Map<String, Digest> names = store.names();
            for (Found found : snapshots.list(caller)) {
                Digest digest = names.get(found.stored());
                if (digest == null) continue; // named since then
                all.add(found);
                digests.put(found.id(), digest);
                eldest.merge(digest, found, (one, other) -> ELDEST.compare(one, other) <= 0 ? one : other);
            }
        }

        Optional<Found> parent(Found found) throws IOException {
            Digest digest = digests.get(found.id());
            Found first = eldest.get(digest);
            return first.id().equals(found.id()) ? above(digest) : Optional.of(first);
        }

        private Optional<Found> above(Digest digest) throws IOException {
            List<Digest> way = new ArrayList<>();
            Optional<Digest> at = Optional.of(digest);
            Optional<Found> nearest = Optional.empty();
            while (at.isPresent()) {
                if (above.containsKey(at.get())) {
                    nearest = above.get(at.get());
                    break;
                }
                way.add(at.get());
                at = facts(at.get()).parent();
                nearest = at.map(eldest::get);
                if (nearest.isPresent()) break;
            }
            for (Digest passed : way) above.put(passed, nearest);
            return nearest;
        }

        Row row(Found found, Optional<Row> parent, int children) throws IOException {
            Digest digest = digests.get(found.id());
            long bytes = facts(digest).bytes();
            return new Row(found, digest, parent.map(Row::found), parent.map(row -> row.depth() + 1).orElse(0),
                    children, bytes, Math.max(0, bytes - parent.map(Row::bytes).orElse(0L)));
        }

        private Facts facts(Digest digest) throws IOException {
            Facts before = known.get(digest);
            if (before != null) return before;
            Optional<Manifest> manifest = visit.find(digest).map(Snapshot::manifest);
            if (manifest.isEmpty()) return new Facts(Optional.empty(), 0); // removed meanwhile
            var facts = new Facts(manifest.get().parent(),
                    manifest.get().layers().stream().mapToLong(Manifest.Layer::bytes).sum());
            if (known.size() >= MOST_KNOWN) known.clear();
            known.put(digest, facts);
            return facts;
        }

        @Override
        public void close() throws IOException {
            visit.close();
        }
    }
}
