package dev.frostbench.harness.ledger;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names a plan by its content, so that a resumed run knows whether its inputs are those it began with.
public final class PlanDigest {

    private PlanDigest() {}

    /// @param plan from `Started` to the last `Planned`
    public static String of(List<Entry> plan) throws IOException {
        var json = new EntryJson(new Outputs(java.nio.file.Path.of("")));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Entry entry : plan) digest.update(json.bytes(entry));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
