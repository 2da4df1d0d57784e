package dev.frostbench.harness.ledger;

import dev.frostbench.suites.dataset.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The digest of a plan's content. A resumed run compares it, to notice changed inputs.
public final class PlanDigest {

    private PlanDigest() {}

    /// @param plan from `Started` to the last `Planned`
    public static String of(List<Entry> plan) throws IOException {
        var json = new EntryJson(new Outputs(Path.of("")));
        var sha256 = Sha256.begun();
        for (Entry entry : plan) sha256.update(json.bytes(entry));
        return Sha256.hex(sha256);
    }
}
