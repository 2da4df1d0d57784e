package dev.frostbench.server.volumes;

import dev.frostbench.fixtures.quota.Account;
import dev.frostbench.fixtures.sandbox.Volume;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.disk.Trees;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The volumes of all organisations. What was acknowledged is there after the server was killed, files and all.
///
/// A volume that a sandbox has cannot be deleted: neither while the sandbox runs, nor while it is stopped, nor while it
/// is being made.
public final class Volumes implements AutoCloseable {

    private static final int MOST = 100;

    private final VolumeFolders folders;
    private final Rows<VolumeRecord> rows;
    private final LocalStore store;
    private final Map<String, VolumeRecord> records = new ConcurrentHashMap<>();
    private final Measure measure = new Measure();
    private final ExecutorService removing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("volume-removal").factory());
    /// How many sandboxes with each volume are being made.
    private final Map<String, Integer> held = new HashMap<>();

    private Volumes(VolumeFolders folders, Rows<VolumeRecord> rows, LocalStore store, List<VolumeRecord> known) {
        this.folders = folders;
        this.rows = rows;
        this.store = store;
        known.forEach(record -> records.put(record.id(), record));
    }

    /// @param folder that holds the folders of all volumes
    /// @param store that knows the quotas of organisations
    public static Volumes open(Path folder, Rows<VolumeRecord> rows, LocalStore store) throws IOException {
        List<VolumeRecord> known = rows.all();
        return new Volumes(VolumeFolders.open(folder, id -> known.stream().anyMatch(each -> each.id().equals(id))),
                rows, store, known);
    }

    /// Knows which sandboxes there are.
    public interface Users {

        /// The name of a sandbox that has a volume.
        Optional<String> of(String volume);
    }

    /// A new volume.
    ///
    /// @param name empty for its id
    /// @throws ApiFailure 403 if the organisation has as many as it may have, 409 if it has one of this name
    synchronized VolumeRecord create(Caller caller, String name) throws IOException {
        String id = UUID.randomUUID().toString();
        var record = new VolumeRecord(id, caller.organisation(), name.isEmpty() ? id : name, Instant.now(),
                Optional.empty());
        if (list(caller).size() >= MOST)
            throw ApiFailure.of(403, "your organisation has " + MOST + " volumes, which is its limit; delete some");
        if (byName(caller, record.name()).isPresent())
            throw ApiFailure.conflict("there is a volume '" + record.name() + "' already");
        folders.make(id);
        rows.add(id, record.organisation(), record.name(), record, true);
        records.put(id, record);
        return record;
    }

    /// Those of the caller's organisation: the ones that were used last come first, then the newest.
    List<VolumeRecord> list(Caller caller) {
        return of(caller.organisation()).stream()
                .sorted(Comparator.comparing((VolumeRecord each) -> each.used().orElse(Instant.MIN))
                        .thenComparing(VolumeRecord::created).reversed())
                .toList();
    }

    private List<VolumeRecord> of(String organisation) {
        return records.values().stream().filter(each -> each.organisation().equals(organisation)).toList();
    }

    /// @throws ApiFailure 404 if the caller's organisation has none of this id
    VolumeRecord byId(Caller caller, String id) {
        return own(caller, id).orElseThrow(() -> absent(id));
    }

    private Optional<VolumeRecord> own(Caller caller, String id) {
        return Optional.ofNullable(records.get(id))
                .filter(found -> found.organisation().equals(caller.organisation()));
    }

    Optional<VolumeRecord> byName(Caller caller, String name) {
        return of(caller.organisation()).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    static ApiFailure absent(String reference) {
        return ApiFailure.notFound("there is no volume '" + reference + "'");
    }

    /// Deletes a volume with all that is in it. Its files are removed in the background; what a server leaves of them
    /// is removed by the next one.
    ///
    /// @throws ApiFailure 409 if a sandbox has it
    void delete(Caller caller, String id, Users users) throws IOException {
        Path taken = taken(caller, id, users);
        removing.submit(() -> {
            Trees.remove(taken);
            return null;
        });
    }

    private synchronized Path taken(Caller caller, String id, Users users) throws IOException {
        VolumeRecord record = byId(caller, id);
        Optional<String> user = users.of(id);
        if (user.isPresent() || held.containsKey(id))
            throw ApiFailure.conflict("volume '" + record.name() + "' is in use by sandbox '"
                    + user.orElse("that is being made") + "'; delete that first");
        Path taken = folders.take(id);
        try {
            rows.remove(id);
        } catch (RuntimeException failure) {
            folders.giveBack(id, taken);
            throw failure;
        }
        records.remove(id);
        return taken;
    }

    /// Holds the volumes of a sandbox that is being made, so that nobody deletes them meanwhile.
    ///
    /// @throws ApiFailure 404 if the caller's organisation does not have one of them
    public synchronized Held hold(Caller caller, List<VolumeWish> wanted) {
        List<VolumeWish> found = new ArrayList<>();
        for (VolumeWish wish : wanted) {
            VolumeRecord record = own(caller, wish.volume()).or(() -> byName(caller, wish.volume()))
                    .orElseThrow(() -> absent(wish.volume()));
            found.add(wish.volume(record.id()));
        }
        for (VolumeWish wish : found) {
            held.merge(wish.volume(), 1, Integer::sum);
            VolumeRecord used = records.get(wish.volume()).used(Instant.now());
            rows.set(used.id(), used, false);
            records.put(used.id(), used);
        }
        return new Held(this, List.copyOf(found));
    }

    private synchronized void release(List<VolumeWish> wishes) {
        for (VolumeWish wish : wishes)
            held.computeIfPresent(wish.volume(), (_, count) -> count == 1 ? null : count - 1);
    }

    /// Volumes that nobody can delete.
    ///
    /// @param wishes with the ids of the volumes
    public record Held(Volumes volumes, List<VolumeWish> wishes) implements AutoCloseable {

        @Override
        public void close() {
            volumes.release(wishes);
        }
    }

    /// The volumes of a sandbox that begins now.
    ///
    /// @param organisation the id of the sandbox's organisation, and its name
    /// @throws ApiFailure 403 if the organisation holds more than its quota
    public List<Volume> shown(String organisation, String organisationName, List<VolumeWish> wishes)
            throws IOException {
        if (wishes.isEmpty()) return List.of();
        Optional<String> full = beyondQuota(organisation, organisationName);
        if (full.isPresent()) throw ApiFailure.of(403, full.get());
        return wishes.stream().map(wish -> wish.in(folders.of(wish.volume()))).toList();
    }

    /// What is wrong if the volumes of an organisation, together with its snapshots, hold more than its quota.
    public Optional<String> beyondQuota(String organisation, String organisationName) throws IOException {
        Account account = store.accounts().get(new Organisation(organisationName));
        if (account == null || account.quota().isEmpty()) return Optional.empty();
        long bytes = account.held() + bytes(organisation);
        return bytes <= account.quota().getAsLong() ? Optional.empty()
                : Optional
                        .of("the volumes and snapshots of your organisation hold " + bytes + " bytes, and its quota is "
                                + account.quota().getAsLong() + " bytes; delete some");
    }

    /// Bytes of all files in the volumes of an organisation, by their sizes.
    public long bytes(String organisation) throws IOException {
        if (count(organisation) == 0) return 0;
        return measure.of(organisation, () -> {
            long bytes = 0;
            for (VolumeRecord each : of(organisation)) bytes += folders.bytes(each.id());
            return bytes;
        });
    }

    public int count(String organisation) {
        return of(organisation).size();
    }

    /// Waits until what was deleted is removed.
    @Override
    public void close() {
        measure.close();
        removing.close();
    }
}
