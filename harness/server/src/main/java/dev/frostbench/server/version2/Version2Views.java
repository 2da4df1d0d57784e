package dev.frostbench.server.version2;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.BaseAddress;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.sandboxes.SandboxRecord;
import dev.frostbench.server.sandboxes.SandboxState;
import dev.frostbench.server.snapshots.Snapshots;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Sandboxes and images as version 2 of the SDK reads them. A snapshot is an image there: what version 2 calls a
/// snapshot has the memory of processes, too.
record Version2Views(BaseAddress address) {

    /// Begins the ids of images, by which the SDK knows them.
    static final String IMAGE = "img_";
    private static final String REGION = "local";
    private static final int MIB = 1024;

    String toolbox() {
        return address.url() + "/v2/toolbox";
    }

    ObjectNode sandbox(SandboxRecord record) {
        SandboxRecord.Wish wish = record.wish();
        ObjectNode view = Json.object().put("id", record.id()).put("class", "linux").put("name", wish.name())
                .put("region", REGION).put("status", status(record.state())).put("cpu", wish.size().cpu())
                .put("vcpus", wish.size().cpu()).put("memory_mib", (long) wish.size().memory() * MIB)
                .put("disk_mib", (long) wish.size().disk() * MIB).put("toolbox_proxy_url", toolbox())
                .put("persistent", true).put("created_at", record.created().toString())
                .put("updated_at", record.updated().toString());
        view.putArray("port_map");
        view.putObject("image").put("id", IMAGE + wish.snapshot()).put("name", wish.snapshot());
        ObjectNode labels = view.putObject("labels");
        wish.labels().forEach(labels::put);
        record.source().ifPresent(source -> view.put("forked_from", source));
        record.reason().ifPresent(reason -> view.put("error", reason));
        return view;
    }

    static String status(SandboxState state) {
        return switch (state) {
            case STARTED -> "running";
            case PAUSED -> "paused";
            case STOPPED, ARCHIVED -> "stopped";
            case PENDING_BUILD -> "queued";
            case ERROR, BUILD_FAILED -> "failed";
            case DESTROYED -> "deleted";
        };
    }

    ObjectNode image(Snapshots.Found found) {
        String created = found.record().map(record -> record.created()).orElse(Instant.EPOCH).toString();
        ObjectNode view = Json.object().put("id", IMAGE + found.id()).put("name", found.name()).put("class", "linux")
                .put("region", REGION).put("status", "ready").put("anonymous", false).put("default", false)
                .put("deprecated", false).put("platform", found.general()).put("format_outdated", false)
                .put("format_version", 2).put("origin", "sandbox").put("retention", "permanent")
                .put("created_at", created).put("updated_at", created);
        view.putArray("available_in").add(REGION);
        return view;
    }

    /// The name or the id of a snapshot, as an image's was given.
    static String snapshot(String image) {
        if (image.isBlank()) throw ApiFailure.badRequest("the name of an image or a snapshot is empty");
        return image.startsWith(IMAGE) ? image.substring(IMAGE.length()) : image;
    }
}
