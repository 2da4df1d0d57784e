package dev.frostbench.server.toolbox;

/// Finds the sandbox that a signed URL means. Such a URL has no key of a caller: its signature is the right.
public interface SignedTarget {

    /// The text that the signatures of a sandbox are made with.
    ///
    /// @throws dev.frostbench.server.http.ApiFailure 401 if there is no such sandbox
    String signingKey(String sandbox);

    /// Asked only when the signature was right.
    ///
    /// @throws dev.frostbench.server.http.ApiFailure 409 if the sandbox does not run
    Toolbox of(String sandbox);
}
