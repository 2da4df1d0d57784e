package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.snapshots.Size;
import dev.frostbench.server.state.Caller;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What searches need of sandboxes. Their branches are made as all sandboxes of the server are, and count with those of
/// their organisation, but have no record.
///
/// @param most how many sandboxes an organisation may have at once
public record Branches(Sandboxes sandboxes, Supply supply, Networks networks, int most) {

    /// How the branches of one search begin.
    ///
    /// @param environment of each command
    public record Kind(Size size, NetworkWish network, Map<String, String> environment) {

        public Kind {
            environment = Map.copyOf(environment);
        }
    }

    /// The state of a sandbox, where a search begins.
    public record Begin(Snapshot state, Kind kind) {}

    /// Freezes a sandbox for a search, or takes the state in which it was stopped.
    ///
    /// @param visit holds the state
    /// @throws ApiFailure 404 if the caller's organisation has no such sandbox
    public Begin begin(Caller caller, String sandbox, SnapshotStore visit) throws IOException {
        Tenanted found = sandboxes.registry().find(caller, sandbox);
        SandboxRecord.Wish wish = found.record().wish();
        Snapshot state = sandboxes.state(found, visit, FreezeRequest.by("search from " + found.record().id())
                .payer(Payer.of(new Organisation(caller.organisationName()))).draft());
        return new Begin(state, new Kind(wish.size(), wish.network(), wish.environment()));
    }

    /// This kind with what a request names.
    ///
    /// @throws ApiFailure 400 with the field that is wrong
    public Kind with(Kind kind, Fields fields) {
        Map<String, String> environment = new HashMap<>(kind.environment());
        environment.putAll(WishReader.environment("environment", fields.texts("environment")));
        NetworkWish network = kind.network().with(fields);
        if (!fields.flag("network").orElse(true)) network = network.shut();
        networks.check(network);
        return new Kind(kind.size().with(fields), network, environment);
    }

    /// The runtime of all branches.
    public SandboxRuntime runtime() {
        return supply.runtime();
    }

    public Sandbox fork(Snapshot state, Kind kind) throws IOException {
        ForkOptions waiting = networks.waiting(kind.size(), state);
        Sandbox sandbox = runtime().fork(state,
                new ForkOptions(waiting.limits(), waiting.network(), kind.environment()));
        try {
            networks.apply(sandbox, kind.network());
            return sandbox;
        } catch (IOException | RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    /// The places of a new search.
    ///
    /// @throws ApiFailure 403 if the organisation has none left now
    public Places places(String organisation) {
        sandboxes.registry().requireRoom(organisation, most);
        return new Places(sandboxes.registry(), organisation, most);
    }

    /// A sandbox of the caller's that begins with a state of a search.
    ///
    /// @param from what the search began with, by its name
    /// @param fields of the request, as for any new sandbox; what they do not name is as in the branches
    /// @return the sandbox as the SDKs read it
    public ObjectNode open(Caller caller, Snapshot state, String from, Kind kind, Fields fields) throws IOException {
        SandboxRecord.Wish asked = new WishReader(from).read(fields, kind.size());
        Map<String, String> environment = new HashMap<>(kind.environment());
        environment.putAll(asked.environment());
        Tenanted opened = sandboxes.create(caller, state, asked.snapshot(from).environment(environment)
                .network(kind.network().with(fields)));
        return sandboxes.directory().view(opened);
    }
}
