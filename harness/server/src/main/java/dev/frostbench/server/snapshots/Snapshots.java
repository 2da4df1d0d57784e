package dev.frostbench.server.snapshots;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotName;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Database;
import dev.frostbench.server.state.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The snapshots that callers can name. Two kinds:
///
/// - those of an organisation: names in the store that begin with `ORGANISATION/`, whoever made them;
/// - general ones, which belong to nobody here: names without an organisation, and the fixtures that ship. Everybody
///   with a key may fork them, and nobody may delete them.
///
/// What is in the store counts. A record adds who made a snapshot and who may see it. If the server was killed between
/// the two, the snapshot is there without a record, and belongs to its organisation.
public final class Snapshots {

    private static final String FIXTURE = ".fixture";
    /// Begins the last part of names under which stopped sandboxes are kept.
    private static final String STOPPED = "stopped+";

    private final LocalStore store;
    private final Path shippedRecipes;
    private final Rows<SnapshotRecord> rows;
    private final Map<String, SnapshotRecord> records = new ConcurrentHashMap<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    public Snapshots(LocalStore store, Path shippedRecipes, Rows<SnapshotRecord> rows) {
        this.store = store;
        this.shippedRecipes = shippedRecipes;
        this.rows = rows;
        rows.all().forEach(record -> records.put(record.id(), record));
    }

    /// A snapshot that a caller may see.
    ///
    /// @param name as the caller names it
    /// @param stored as the store names it
    /// @param general whether it belongs to no organisation
    public record Found(String id, String name, String stored, boolean general, Optional<SnapshotRecord> record) {

        /// Of sandboxes that are made from it.
        public Size size() {
            return record.map(SnapshotRecord::size).orElse(Size.USUAL);
        }

        /// The snapshot itself.
        ///
        /// @throws ApiFailure 404 if it was removed meanwhile
        public Snapshot in(SnapshotStore visit) throws IOException {
            return visit.find(stored).orElseThrow(() -> absent(name));
        }
    }

    /// The name under which the store keeps a stopped sandbox.
    public static String stopped(String organisation, String sandbox) {
        return organisation + "/" + STOPPED + sandbox;
    }

    /// Finds a snapshot by its id or its name.
    ///
    /// @throws ApiFailure 404 if there is none that this caller may see
    public Found find(Caller caller, String reference) throws IOException {
        return lookUp(caller, reference)
                .orElseThrow(() -> absent(reference));
    }

    private static ApiFailure absent(String name) {
        return ApiFailure.notFound("there is no snapshot '" + name + "'");
    }

    /// Whether the caller's organisation has a snapshot of this name, seen or not.
    boolean has(Caller caller, String name) {
        return isStored(caller.organisationName() + "/" + name);
    }

    private Optional<Found> lookUp(Caller caller, String reference) throws IOException {
        SnapshotRecord byId = records.get(reference);
        if (byId != null && isStored(byId.stored()) && mayBeSeen(caller, byId)) return Optional.of(found(caller, byId));
        if (reference.length() == 36 && byId == null) {
            Optional<Found> derived = list(caller).stream().filter(each -> each.id().equals(reference)).findFirst();
            if (derived.isPresent()) return derived;
        }
        String own = caller.organisationName() + "/";
        String name = reference.startsWith(own) ? reference.substring(own.length()) : reference;
        Optional<Found> ours = ours(caller, name);
        if (ours.isPresent()) return ours;
        Optional<Found> shared = shared(caller, reference);
        if (shared.isPresent()) return shared;
        Optional<Found> general = general(reference);
        return general.isPresent() || !reference.endsWith(FIXTURE) ? general
                : general(reference.substring(0, reference.length() - FIXTURE.length()));
    }

    private Optional<Found> ours(Caller caller, String name) throws IOException {
        Optional<SnapshotRecord> record = records.values().stream()
                .filter(each -> each.organisation().equals(caller.organisation()) && each.name().equals(name))
                .filter(each -> isStored(each.stored())).findFirst();
        if (record.isPresent()) return record.filter(each -> mayBeSeen(caller, each)).map(each -> found(caller, each));
        String stored = caller.organisationName() + "/" + name;
        return isShown(stored) && isStored(stored) && records.values().stream()
                .noneMatch(each -> each.stored().equals(stored))
                        ? Optional.of(adopted(caller, stored))
                        : Optional.empty();
    }

    /// A public snapshot of another organisation, by the whole name in the store.
    private Optional<Found> shared(Caller caller, String reference) {
        return records.values().stream()
                .filter(each -> each.visibility() == Visibility.PUBLIC && each.stored().equals(reference))
                .filter(each -> isStored(each.stored())).findFirst().map(each -> found(caller, each));
    }

    private Optional<Found> general(String name) {
        return isGeneral(name) && isStored(name)
                ? Optional.of(new Found(derivedId(name), name, name, true, Optional.empty()))
                : Optional.empty();
    }

    private boolean isGeneral(String name) {
        if (!isValid(name)) return false;
        return name.indexOf('/') < 0 || Files.isRegularFile(shippedRecipes.resolve(name + ".yaml"));
    }

    private static boolean isValid(String name) {
        try {
            SnapshotName.checked(name);
            return true;
        } catch (BadInput notAName) {
            return false;
        }
    }

    private static boolean isShown(String stored) {
        return isValid(stored) && !stored.substring(stored.lastIndexOf('/') + 1).startsWith(STOPPED);
    }

    /// Whether the store has a snapshot of this name.
    public boolean isStored(String stored) {
        try {
            return isValid(stored) && store.named(stored).isPresent();
        } catch (IOException failure) {
            throw ApiFailure.of(500, "the store cannot be read: " + failure.getMessage());
        }
    }

    private static boolean mayBeSeen(Caller caller, SnapshotRecord record) {
        return switch (record.visibility()) {
            case PUBLIC -> true;
            case ORGANISATION -> record.organisation().equals(caller.organisation());
            case PRIVATE -> record.organisation().equals(caller.organisation()) && record.user().equals(caller.user());
        };
    }

    private static Found found(Caller caller, SnapshotRecord record) {
        boolean own = record.organisation().equals(caller.organisation());
        return new Found(record.id(), own ? record.name() : record.stored(), record.stored(), false,
                Optional.of(record));
    }

    private static Found adopted(Caller caller, String stored) {
        return new Found(derivedId(stored), stored.substring(caller.organisationName().length() + 1), stored, false,
                Optional.empty());
    }

    /// The id of a snapshot without a record.
    private static String derivedId(String stored) {
        return UUID.nameUUIDFromBytes(stored.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// All that a caller may see: its own first, then public and general ones; each part sorted by name.
    public List<Found> list(Caller caller) throws IOException {
        Map<String, Digest> names = store.names();
        Map<String, SnapshotRecord> byStored = new ConcurrentHashMap<>();
        records.values().forEach(record -> byStored.put(record.stored(), record));
        List<Found> own = new ArrayList<>();
        List<Found> others = new ArrayList<>();
        String prefix = caller.organisationName() + "/";
        for (String stored : names.keySet()) {
            SnapshotRecord record = byStored.get(stored);
            if (record != null) {
                if (mayBeSeen(caller, record))
                    (record.organisation().equals(caller.organisation()) ? own : others).add(found(caller, record));
            } else if (stored.startsWith(prefix)) {
                if (isShown(stored)) own.add(adopted(caller, stored));
            } else {
                general(stored).ifPresent(others::add);
            }
        }
        own.sort(Comparator.comparing(Found::name));
        others.sort(Comparator.comparing(Found::name));
        own.addAll(others);
        return own;
    }

    /// A name that is taken for a new snapshot until this is closed, so that of two calls at once only one makes it.
    public final class Claim implements AutoCloseable {

        private final String stored;

        private Claim(String stored) {
            this.stored = stored;
        }

        /// The name in the store.
        public String stored() {
            return stored;
        }

        @Override
        public void close() {
            claimed.remove(stored);
        }
    }

    /// Takes the name of a new snapshot.
    ///
    /// @throws ApiFailure 400 if it is no name, 409 if the organisation has a snapshot of this name, or makes one now
    public Claim claim(Caller caller, String name) {
        String stored = caller.organisationName() + "/" + name;
        if (!isShown(stored) || name.indexOf('/') >= 0)
            throw ApiFailure.badRequest("'" + name + "' is no name of a snapshot: use letters, digits and . _ + -,"
                    + " beginning with a letter or a digit, " + (99 - caller.organisationName().length())
                    + " characters at most");
        if (!claimed.add(stored)) throw taken(name);
        if (isStored(stored)) {
            claimed.remove(stored);
            throw taken(name);
        }
        return new Claim(stored);
    }

    private static ApiFailure taken(String name) {
        return ApiFailure.conflict("there is a snapshot '" + name + "' already");
    }

    /// Remembers a snapshot that the store has under its name.
    public SnapshotRecord add(Caller caller, String name, String stored, Size size, Optional<String> source) {
        records.values().removeIf(old -> {
            boolean gone = old.stored().equals(stored);
            if (gone) rows.remove(old.id());
            return gone;
        });
        var record = new SnapshotRecord(UUID.randomUUID().toString(), caller.organisation(), name, stored,
                caller.user(), Visibility.ORGANISATION, size, source, Instant.now());
        try {
            rows.add(record.id(), record.organisation(), name, record, true);
        } catch (Database.NotUnique raced) {
            throw taken(name);
        }
        records.put(record.id(), record);
        return record;
    }

    /// Removes a snapshot's name, and from the disk what only it held.
    ///
    /// @throws ApiFailure 403 if it is not the organisation's own
    public void delete(Caller caller, Found found) throws IOException {
        requireOwn(caller, found);
        store.remove(List.of(found.stored()));
        found.record().ifPresent(record -> {
            rows.remove(record.id());
            records.remove(record.id());
        });
    }

    /// Changes who may see a snapshot.
    ///
    /// @throws ApiFailure 403 if it is not the organisation's own
    public Found show(Caller caller, Found found, Visibility visibility) {
        requireOwn(caller, found);
        SnapshotRecord before = found.record()
                .orElseGet(() -> add(caller, found.name(), found.stored(), found.size(), Optional.empty()));
        SnapshotRecord after = before.visibility(visibility);
        rows.set(after.id(), after, true);
        records.put(after.id(), after);
        return found(caller, after);
    }

    private static void requireOwn(Caller caller, Found found) {
        boolean own = found.record().map(record -> record.organisation().equals(caller.organisation()))
                .orElse(Organisation.of(found.stored()).name().equals(caller.organisationName()) && !found.general());
        if (!own)
            throw ApiFailure.of(403, "snapshot '" + found.name() + "' does not belong to your organisation");
    }
}
