package dev.frostbench.server.sandboxes;

import dev.frostbench.server.events.Events;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Sandboxes as callers see them: what is shown of each, and the news when one changes.
record Directory(Registry registry, Events events, BaseAddress address) {

    /// Enters a sandbox, whose name was taken.
    Tenanted entered(Tenanted sandbox) {
        registry.add(sandbox);
        tell("sandbox.created", sandbox, Optional.empty());
        return sandbox;
    }

    /// Replaces the record of a sandbox.
    void set(Tenanted sandbox, SandboxRecord record) {
        SandboxState before = sandbox.record().state();
        registry.set(sandbox, record);
        tell("sandbox.state.updated", sandbox, Optional.of(before));
    }

    /// Takes out a sandbox that is deleted.
    void remove(Tenanted sandbox) {
        SandboxRecord record = sandbox.record();
        registry.remove(sandbox);
        sandbox.record(record.state(SandboxState.DESTROYED, Optional.empty()));
        tell("sandbox.state.updated", sandbox, Optional.of(record.state()));
    }

    private void tell(String event, Tenanted sandbox, Optional<SandboxState> before) {
        SandboxRecord record = sandbox.record();
        var whole = view(sandbox);
        var content = Json.object();
        if (before.isPresent()) {
            content.set("sandbox", whole);
            content.put("oldState", before.get().word()).put("newState", record.state().word());
        } else {
            content.setAll(whole);
        }
        events.tell(record.organisation(), event, content);
    }

    /// A sandbox as the SDKs read it.
    ObjectNode view(Tenanted sandbox) {
        return SandboxView.whole(sandbox.record(), sandbox.lastCall(), address.toolbox());
    }

    /// A sandbox in a list.
    ObjectNode item(Tenanted sandbox) {
        return SandboxView.item(sandbox.record(), sandbox.lastCall(), address.toolbox());
    }
}
