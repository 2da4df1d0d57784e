package dev.frostbench.server.toolbox;

import io.helidon.webserver.http.ServerRequest;

/// Finds the sandbox that a call of the toolbox means, as far as its caller may see it.
public interface Target {

    /// @throws dev.frostbench.server.http.ApiFailure 401, 403 or 404 for the caller, 409 if the sandbox does not run
    Toolbox of(ServerRequest request);
}
