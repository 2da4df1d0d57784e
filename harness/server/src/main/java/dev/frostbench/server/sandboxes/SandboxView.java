package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.Json;
import dev.frostbench.server.volumes.VolumeWish;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sandboxes as the SDKs read them.
final class SandboxView {

    private SandboxView() {}

    /// All of a sandbox.
    ///
    /// @param toolbox the address below which the calls inside sandboxes are
    static ObjectNode whole(SandboxRecord record, long lastCall, String toolbox) {
        ObjectNode view = item(record, lastCall, toolbox);
        ObjectNode environment = view.putObject("env");
        record.wish().environment().forEach(environment::put);
        ArrayNode volumes = view.put("kvm", false).putArray("volumes");
        for (VolumeWish wish : record.wish().volumes()) {
            ObjectNode volume = volumes.addObject().put("volumeId", wish.volume()).put("mountPath", wish.mountPath());
            wish.subpath().ifPresent(subpath -> volume.put("subpath", subpath));
        }
        return view;
    }

    /// A sandbox in a list: without its environment.
    static ObjectNode item(SandboxRecord record, long lastCall, String toolbox) {
        SandboxRecord.Wish wish = record.wish();
        ObjectNode view = Json.object().put("id", record.id()).put("organizationId", record.organisation())
                .put("name", wish.name()).put("snapshot", wish.snapshot()).put("user", wish.user())
                .put("target", wish.target()).put("public", wish.isPublic()).put("toolboxProxyUrl", toolbox)
                .put("state", record.state().word()).put("desiredState", desired(record.state()))
                .put("cpu", wish.size().cpu()).put("gpu", 0).put("memory", wish.size().memory())
                .put("disk", wish.size().disk());
        ObjectNode labels = view.putObject("labels");
        wish.labels().forEach(labels::put);
        network(view, wish.network());
        Timers timers = wish.timers();
        view.put("autoStopInterval", timers.stop()).put("autoPauseInterval", timers.pause())
                .put("autoArchiveInterval", timers.archive()).put("autoDeleteInterval", timers.delete());
        timers.destroyAt().ifPresent(at -> view.put("autoDestroyAt", at.toString()));
        record.reason().ifPresent(reason -> view.put("errorReason", reason));
        if (record.state() == SandboxState.ERROR) view.put("recoverable", record.kept().isPresent());
        return view.put("createdAt", record.created().toString()).put("updatedAt", record.updated().toString())
                .put("lastActivityAt", Instant.ofEpochMilli(lastCall).toString())
                .put("backupState", "None");
    }

    private static void network(ObjectNode view, NetworkWish network) {
        view.put("networkBlockAll", network.blockAll());
        network.allowList().ifPresent(list -> view.put("networkAllowList", list));
        network.domains().ifPresent(list -> view.put("domainAllowList", list));
    }

    private static String desired(SandboxState state) {
        return state == SandboxState.ERROR ? SandboxState.STARTED.word() : state.word();
    }
}
