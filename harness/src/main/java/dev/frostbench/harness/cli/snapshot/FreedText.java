package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.snapshot.reclaim.Freed;
import dev.frostbench.harness.cli.console.Plural;

/// The line that says what a removal freed.
public final class FreedText {

    private FreedText() {}

    /// @param others what may share the layers that stay: `snapshots` or `fixtures`
    public static String of(Freed freed, String others) {
        return "freed " + ByteSize.mebibytes(freed.bytes()) + " in " + Plural.of(freed.layers(), "layer")
                + "; what other " + others + " share stays";
    }
}
