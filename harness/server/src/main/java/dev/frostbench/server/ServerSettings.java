package dev.frostbench.server;

import dev.frostbench.fixtures.gateway.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a server is started.
///
/// @param data the folder of its database
/// @param url the address that clients use, if it is not the one that the server listens on
/// @param snapshot the snapshot of sandboxes for which none is named
/// @param sandboxes how many an organisation may have at once
/// @param rate how many requests an organisation may make in a second
/// @param pool how many sandboxes may wait ready
/// @param images which snapshots stand for which images
/// @param allowed hosts and ports that every sandbox may reach, also on this machine
/// @param tls PEM files of the certificate and its key
record ServerSettings(Listen listen, Path data, Optional<String> url, String snapshot, int sandboxes, int rate,
        int pool, Map<String, String> images, Set<Endpoint> allowed,
        Optional<Tls> tls) {

    record Tls(Path certificate, Path key) {}
}
