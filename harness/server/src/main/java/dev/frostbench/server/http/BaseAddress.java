package dev.frostbench.server.http;

/// The address by which clients reach the server, without a slash at its end, e.g. `http://127.0.0.1:3986`.
public interface BaseAddress {

    String url();

    /// Below which the calls inside sandboxes are.
    default String toolbox() {
        return url() + "/toolbox";
    }
}
