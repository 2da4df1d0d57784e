package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// All sandboxes that are not deleted, by id and by name.
///
/// A name is taken from the moment in which a sandbox of this name is wanted, so two calls at once cannot make two.
final class Registry {

    private final Rows<SandboxRecord> rows;
    private final Map<String, Tenanted> byId = new ConcurrentHashMap<>();
    private final Map<Named, String> ids = new ConcurrentHashMap<>();
    /// How many sandboxes each organisation has.
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    private record Named(String organisation, String name) {}

    Registry(Rows<SandboxRecord> rows) {
        this.rows = rows;
    }

    /// Takes in the records of an earlier server: what ran then is gone, and its record says so.
    ///
    /// @param kept the name of the state in which a sandbox was stopped last, if the store has one: the earlier server
    ///     may have been killed after it kept the files and before it said so in the record
    void load(Function<SandboxRecord, Optional<String>> kept) {
        for (SandboxRecord old : rows.all()) {
            SandboxRecord record = old;
            if (old.state().endsWithServer()) {
                record = old.state(SandboxState.ERROR, Optional.of("the server that ran this sandbox has ended, and"
                        + " what was not in a snapshot is gone"));
                Optional<String> state = kept.apply(old);
                if (state.isPresent()) record = record.kept(state.get());
                rows.set(record.id(), record, false);
            }
            byId.put(record.id(), new Tenanted(record, null));
            ids.put(named(record), record.id());
            counts.merge(record.organisation(), 1, Integer::sum);
        }
    }

    private static Named named(SandboxRecord record) {
        return new Named(record.organisation(), record.name());
    }

    /// Takes a name for a sandbox that is being made.
    ///
    /// @param most how many sandboxes the organisation may have
    /// @throws ApiFailure 403 if it has as many, 409 if a sandbox of the organisation has this one
    void take(String organisation, String name, String id, int most) {
        count(organisation, most);
        if (ids.putIfAbsent(new Named(organisation, name), id) != null) {
            uncount(organisation);
            throw ApiFailure.conflict("there is a sandbox '" + name + "' already");
        }
    }

    /// Gives a name back after [#take] if no sandbox came of it.
    void giveBack(String organisation, String name, String id) {
        if (ids.remove(new Named(organisation, name), id)) uncount(organisation);
    }

    /// Counts a sandbox, with or without a name.
    ///
    /// @throws ApiFailure 403 if the organisation has as many as it may have
    void count(String organisation, int most) {
        if (counts.merge(organisation, 1, Integer::sum) <= most) return;
        uncount(organisation);
        throw full(most);
    }

    /// @throws ApiFailure 403 if the organisation has as many sandboxes as it may have
    void requireRoom(String organisation, int most) {
        if (counts.getOrDefault(organisation, 0) >= most) throw full(most);
    }

    private static ApiFailure full(int most) {
        return ApiFailure.of(403, "your organisation has " + most + " sandboxes, which is its limit; delete some");
    }

    void uncount(String organisation) {
        counts.merge(organisation, -1, Integer::sum);
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
        giveBack(record.organisation(), record.name(), record.id());
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
