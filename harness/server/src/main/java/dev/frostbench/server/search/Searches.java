package dev.frostbench.server.search;

import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.search.SandboxStates;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.sandboxes.Branches;
import dev.frostbench.server.sandboxes.Branches.Begin;
import dev.frostbench.server.sandboxes.Branches.Kind;
import dev.frostbench.server.sandboxes.NetworkWish;
import dev.frostbench.server.sandboxes.Places;
import dev.frostbench.server.snapshots.Snapshots;
import dev.frostbench.server.state.Caller;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The searches of all organisations. They last as long as the server, or until they are deleted.
public final class Searches implements AutoCloseable {

    private static final int MOST = 16;
    private static final int MOST_SANDBOXES = 10_000;

    private final LocalStore store;
    private final Branches branches;
    private final Snapshots snapshots;
    private final Map<String, LiveSearch> byId = new ConcurrentHashMap<>();
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /// What an organisation has.
    ///
    /// @param sandboxes the budgets of its searches together
    private record Use(int searches, int sandboxes) {

        static final Use NONE = new Use(0, 0);
    }

    public Searches(LocalStore store, Branches branches, Snapshots snapshots) {
        this.store = store;
        this.branches = branches;
        this.snapshots = snapshots;
    }

    Branches branches() {
        return branches;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    LocalStore store() {
        return store;
    }

    /// Starts a search.
    ///
    /// @throws ApiFailure 404 if there is nothing to begin with, 403 if the organisation has no room for it
    LiveSearch start(Caller caller, Asked asked) throws IOException {
        int sandboxes = asked.search().budget().sandboxes();
        take(caller.organisation(), sandboxes);
        SnapshotStore visit = null;
        try {
            Places places = branches.places(caller.organisation());
            visit = store.visit();
            LiveSearch search = open(caller, asked, visit, places);
            byId.put(search.setting().id(), search);
            search.start();
            return search;
        } catch (IOException | RuntimeException failure) {
            giveBack(caller.organisation(), sandboxes);
            if (visit != null) visit.close();
            throw failure;
        }
    }

    private LiveSearch open(Caller caller, Asked asked, SnapshotStore visit, Places places) throws IOException {
        Begin begin = begin(caller, asked, visit);
        Kind kind = branches.with(begin.kind(), asked.fields());
        var states = SandboxStates.open(store, branches.runtime(), begin.state(), new SandboxStates.Settings(
                state -> branches.fork(state, kind), asked.file().workdir(),
                Payer.of(new Organisation(caller.organisationName())), false));
        var setting = new LiveSearch.Setting(UUID.randomUUID().toString(), caller, asked, kind, Instant.now());
        return new LiveSearch(setting, visit, new CountedStates(states, places));
    }

    private Begin begin(Caller caller, Asked asked, SnapshotStore visit) throws IOException {
        if (asked.sandbox().isPresent()) return branches.begin(caller, asked.sandbox().get(), visit);
        Snapshots.Found found = snapshots.find(caller, asked.file().from());
        Snapshot state = found.in(visit);
        return new Begin(state, new Kind(found.size(), NetworkWish.OPEN, Map.of()));
    }

    private void take(String organisation, int sandboxes) {
        uses.compute(organisation, (_, before) -> {
            Use now = before == null ? Use.NONE : before;
            if (now.searches() >= MOST)
                throw ApiFailure.of(403,
                        "your organisation has " + MOST + " searches, which is its limit; delete some");
            if (sandboxes > MOST_SANDBOXES - now.sandboxes())
                throw ApiFailure.of(403, "the budgets of your organisation's searches may have " + MOST_SANDBOXES
                        + " sandboxes together, which leaves " + (MOST_SANDBOXES - now.sandboxes())
                        + "; ask for fewer by 'budget.sandboxes', or delete a search");
            return new Use(now.searches() + 1, now.sandboxes() + sandboxes);
        });
    }

    private void giveBack(String organisation, int sandboxes) {
        uses.computeIfPresent(organisation, (_, before) -> before.searches() == 1 ? null
                : new Use(before.searches() - 1, before.sandboxes() - sandboxes));
    }

    /// @throws ApiFailure 404 if the caller's organisation has none of this id
    LiveSearch find(Caller caller, String id) {
        LiveSearch found = byId.get(id);
        if (found == null || !isOf(caller, found))
            throw ApiFailure.notFound("there is no search '" + id + "'; a search ends with its server");
        return found;
    }

    private static boolean isOf(Caller caller, LiveSearch search) {
        return search.setting().by().organisation().equals(caller.organisation());
    }

    /// Those of the caller's organisation, the oldest first.
    List<LiveSearch> of(Caller caller) {
        return byId.values().stream().filter(each -> isOf(caller, each))
                .sorted(Comparator.comparing(each -> each.setting().created())).toList();
    }

    void delete(LiveSearch search) throws IOException {
        if (!byId.remove(search.setting().id(), search)) return;
        try {
            search.close();
        } finally {
            giveBack(search.setting().by().organisation(), search.setting().asked().search().budget().sandboxes());
        }
    }

    /// Deletes all.
    @Override
    public void close() throws IOException {
        for (LiveSearch search : List.copyOf(byId.values())) delete(search);
    }
}
