package dev.frostbench.server.sandboxes;

import java.util.Locale;

/// Where a sandbox is in its life.
public enum SandboxState {

    PENDING_BUILD, BUILD_FAILED, STARTED, PAUSED, STOPPED, ARCHIVED, ERROR, DESTROYED;

    /// The word of the SDKs.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it has processes, or could have.
    public boolean isLive() {
        return this == STARTED || this == PAUSED;
    }

    /// Whether it is lost with the server in which it is so.
    boolean endsWithServer() {
        return isLive() || this == PENDING_BUILD;
    }
}
