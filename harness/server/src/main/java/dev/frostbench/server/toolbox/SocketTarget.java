package dev.frostbench.server.toolbox;

import io.helidon.http.Headers;

/// Finds the sandbox that the upgrade to a WebSocket means, as far as its caller may see it: what [Target] is to calls.
public interface SocketTarget {

    /// @param headers of the upgrade, the caller's key among them
    /// @throws dev.frostbench.server.http.ApiFailure 401, 403 or 404 for the caller, 409 if the sandbox does not run
    Toolbox of(String sandbox, Headers headers);

    /// Whether the key is still one, as long as the socket is open.
    default boolean isAllowed(Headers headers) {
        return true;
    }
}
