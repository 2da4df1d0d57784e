package dev.frostbench.suites.dataset;

import java.util.HexFormat;

/// Names of fixtures and snapshots made from texts that may hold anything.
public final class HashedName {

    private HashedName() {}

    /// The text in letters that a name may have, cut, and a hash that keeps the names of two texts apart.
    ///
    /// @param longest letters of the text, at most
    /// @param whole what the hash is of
    /// @param bytes of the hash
    public static String of(String text, int longest, String whole, int bytes) {
        String readable = text.replaceAll("[^A-Za-z0-9._+-]", "-").replaceFirst("^(?![A-Za-z0-9])", "x");
        return readable.substring(0, Math.min(readable.length(), longest)) + "-"
                + HexFormat.of().formatHex(Sha256.of(whole), 0, bytes);
    }
}
