package dev.frostbench.server.snapshots;

import java.util.Locale;

/// Who may see a snapshot and fork it. Only its own organisation may delete it.
public enum Visibility {

    /// The user who made it.
    PRIVATE,
    /// Everybody in the organisation.
    ORGANISATION,
    /// Everybody with a key.
    PUBLIC;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
