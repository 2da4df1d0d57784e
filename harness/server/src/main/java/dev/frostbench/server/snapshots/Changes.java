package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotDiff.Change;
import dev.frostbench.fixtures.snapshot.inspect.SnapshotTree;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.snapshots.Snapshots.Found;
import dev.frostbench.server.state.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Tells how one snapshot differs from another. An organisation has one comparison at a time, so it cannot take the
/// machine from the others.
final class Changes {

    /// What is looked at has this bound, whatever a snapshot holds.
    private static final int MOST = 20_000;
    private static final int PATIENCE_SECONDS = 10;
    private static final int LONE = 0xDC00;

    private final LocalStore store;
    private final ConcurrentHashMap<String, Semaphore> turns = new ConcurrentHashMap<>();

    Changes(LocalStore store) {
        this.store = store;
    }

    /// What was found.
    ///
    /// @param changes sorted by path, without those of a time alone
    /// @param whole whether there are no more
    record Seen(List<Change> changes, boolean whole) {

        long count(String change) {
            return changes.stream().filter(each -> each.change().equals(change)).count();
        }
    }

    /// @param from another snapshot that the caller may see
    /// @throws ApiFailure 429 if the organisation's other comparisons take too long
    Seen between(Caller caller, Found from, Found to) throws IOException {
        Semaphore turn = turns.computeIfAbsent(caller.organisation(), _ -> new Semaphore(1, true));
        await(turn);
        try (LocalStore visit = store.visit();
                SnapshotTree before = visit.tree(from.in(visit));
                SnapshotTree after = visit.tree(to.in(visit))) {
            List<Change> found = SnapshotDiff.between(before, after, MOST);
            return new Seen(found.stream().filter(change -> !change.what().equals(List.of("mtime"))).toList(),
                    found.size() < MOST);
        } finally {
            turn.release();
        }
    }

    private static void await(Semaphore turn) {
        try {
            if (turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiFailure.of(503, "the server is being stopped");
        }
        throw ApiFailure.of(429, "another comparison of your organisation takes long; try again");
    }

    /// A path as JSON can say it: a byte that is not UTF-8 is written as `\xNN`.
    static String text(String path) {
        return path.codePoints()
                .mapToObj(point -> Character.isSurrogate((char) point) && point < 0x10000
                        ? String.format(Locale.ROOT, "\\x%02x", point - LONE & 0xff)
                        : Character.toString(point))
                .collect(Collectors.joining());
    }
}
