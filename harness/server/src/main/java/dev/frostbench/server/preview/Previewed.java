package dev.frostbench.server.preview;

import dev.frostbench.fixtures.sandbox.Sandbox;
import io.helidon.http.Headers;

/// Finds the sandboxes whose ports are asked for.
public interface Previewed {

    /// @param token what the request shows in place of a key; may be empty
    /// @param headers of the request, a caller's key perhaps among them
    /// @throws dev.frostbench.server.http.ApiFailure 401 unless the sandbox is public, the token is one of this port of
    ///     this sandbox, or the key is one of its organisation; 409 if it does not run
    Sandbox of(String sandbox, int port, String token, Headers headers);
}
