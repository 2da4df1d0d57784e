package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All sandboxes that are not deleted, by id and by name.
///
/// A name is taken from the moment in which a sandbox of this name is wanted, so two calls at once cannot make two.
final class Registry {

    private final Rows<SandboxRecord> rows;
    private final Map<String, Tenanted> byId = new ConcurrentHashMap<>();
    private final Map<Named, String> ids = new ConcurrentHashMap<>();

    private record Named(String organisation, String name) {}

    Registry(Rows<SandboxRecord> rows) {
        this.rows = rows;
    }

    /// Takes in the records of an earlier server: what ran then is gone, and its record says so.
    void load() {
        for (SandboxRecord old : rows.all()) {
            SandboxRecord record = old;
            if (old.state().endsWithServer()) {
                record = old.state(SandboxState.ERROR, Optional.of("the server that ran this sandbox has ended, and"
                        + " what was not in a snapshot is gone"));
                rows.set(record.id(), record, false);
            }
            byId.put(record.id(), new Tenanted(record, null));
            ids.put(named(record), record.id());
        }
    }

    private static Named named(SandboxRecord record) {
        return new Named(record.organisation(), record.name());
    }

    /// Takes a name for a sandbox that is being made.
    ///
    /// @throws ApiFailure 409 if a sandbox of the organisation has it
    void take(String organisation, String name, String id) {
        if (ids.putIfAbsent(new Named(organisation, name), id) != null)
            throw ApiFailure.conflict("there is a sandbox '" + name + "' already");
    }

    /// Gives a name back after [#take] if no sandbox came of it.
    void giveBack(String organisation, String name, String id) {
        ids.remove(new Named(organisation, name), id);
    }

    /// Enters a sandbox, whose name was taken.
    void add(Tenanted sandbox) {
        SandboxRecord record = sandbox.record();
        rows.add(record.id(), record.organisation(), record.name(), record, false);
        byId.put(record.id(), sandbox);
    }

    /// Replaces the record of a sandbox.
    void set(Tenanted sandbox, SandboxRecord record) {
        rows.set(record.id(), record, record.state() == SandboxState.STOPPED);
        sandbox.record(record);
    }

    void remove(Tenanted sandbox) {
        SandboxRecord record = sandbox.record();
        rows.remove(record.id());
        byId.remove(record.id());
        ids.remove(named(record), record.id());
    }

    /// The sandbox that a caller means by an id or a name; an id wins.
    ///
    /// @throws ApiFailure 404 if the caller's organisation has none
    Tenanted find(Caller caller, String reference) {
        return byId(reference).filter(found -> isOf(caller, found))
                .or(() -> Optional.ofNullable(ids.get(new Named(caller.organisation(), reference))).flatMap(this::byId))
                .orElseThrow(() -> ApiFailure.notFound("there is no sandbox '" + reference + "'"));
    }

    Optional<Tenanted> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static boolean isOf(Caller caller, Tenanted sandbox) {
        return sandbox.record().organisation().equals(caller.organisation());
    }

    List<Tenanted> of(Caller caller) {
        return byId.values().stream().filter(each -> isOf(caller, each)).toList();
    }

    Collection<Tenanted> all() {
        return byId.values();
    }
}
