package dev.frostbench.harness.ledger;

import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// The digest of a plan's content. A resumed run compares it, to notice changed inputs.
public final class PlanDigest {

    private PlanDigest() {}

    /// @param plan from `Started` to the last `Planned`
    public static String of(List<Entry> plan) {
        var json = new EntryJson(new Outputs(Path.of("")));
        return Sha256.hexOf(plan, entry -> bytes(json, entry));
    }

    private static byte[] bytes(EntryJson json, Entry entry) {
        try {
            return json.bytes(entry);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a plan has no outputs", impossible);
        }
    }
}
