package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.gateway.AddressRange;
import dev.frostbench.fixtures.gateway.Domain;
import dev.frostbench.fixtures.gateway.Endpoint;
import dev.frostbench.fixtures.gateway.Gateway;
import dev.frostbench.fixtures.gateway.GatewayRules;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Network;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.snapshots.Size;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What sandboxes reach: through a gateway of their own, whose rules their callers choose. Sandboxes begin with shut
/// gateways, so those with different rules can wait in one pool.
///
/// @param maker gives networks
/// @param allowed hosts and ports that whoever runs the server lets everybody reach, also on this machine
public record Networks(Maker maker, Set<Endpoint> allowed) {

    /// Gives the network of sandboxes of a snapshot.
    public interface Maker {
        Network through(GatewayRules rules, Snapshot snapshot) throws IOException;
    }

    /// How sandboxes of this size begin.
    ForkOptions waiting(Size size, Snapshot snapshot) throws IOException {
        return new ForkOptions(size.limits(), maker.through(GatewayRules.shut(), snapshot), Map.of());
    }

    /// How builds of images begin.
    public ForkOptions building(Size size, Snapshot snapshot) throws IOException {
        return new ForkOptions(size.limits(), maker.through(rules(NetworkWish.OPEN), snapshot), Map.of());
    }

    /// Gives a sandbox the rules that its caller wants.
    void apply(Sandbox sandbox, NetworkWish wish) throws IOException {
        Optional<Gateway> gateway = sandbox.gateway();
        if (gateway.isPresent()) gateway.get().rules(rules(wish));
    }

    private GatewayRules rules(NetworkWish wish) {
        GatewayRules rules = GatewayRules.open().blocked(wish.blockAll());
        try {
            if (wish.allowList().isPresent()) rules = rules.networks(AddressRange.list(wish.allowList().get()));
            if (wish.domains().isPresent()) rules = rules.domains(Domain.list(wish.domains().get()));
        } catch (IllegalArgumentException wrong) {
            throw ApiFailure.badRequest(wrong.getMessage());
        }
        for (Endpoint endpoint : allowed) rules = rules.allow(endpoint);
        return rules;
    }

    /// @throws ApiFailure 400 if its lists cannot be read
    void check(NetworkWish wish) {
        rules(wish);
    }
}
