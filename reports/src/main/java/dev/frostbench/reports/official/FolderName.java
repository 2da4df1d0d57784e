package dev.frostbench.reports.official;

import dev.frostbench.suites.dataset.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One path segment made from a name that a model chose. It can never leave its folder.
public final class FolderName {

    /// File systems allow names of 255 bytes. The draft of a file has five more.
    private static final int MOST_BYTES = 250;
    private static final int HASH = 8;

    private FolderName() {}

    /// As in the official harness, `/` becomes `__`. Beyond that, names of dots alone, control codes and halves of
    /// surrogate pairs are replaced.
    public static String of(String name) {
        return of(name, "");
    }

    /// A name that leaves space for an ending.
    static String of(String name, String ending) {
        String safe = name.replace("/", "__").replaceAll("[\\p{Cntrl}\\p{Cs}]", "_");
        if (safe.isBlank() || safe.matches("\\.+")) safe = "_" + safe.replace('.', '_');
        int most = MOST_BYTES - bytes(ending);
        return bytes(safe) <= most ? safe : cut(safe, most - HASH - 1) + "-" + hash(name, HASH);
    }

    /// Another name for the same thing, made unique by a part of a hash.
    static String of(String name, String ending, String identity, int digits) {
        String room = ending + "-".repeat(digits + 1);
        return of(name, room) + "-" + hash(identity, digits);
    }

    private static String hash(String name, int digits) {
        return HexFormat.of().formatHex(Sha256.of(name)).substring(0, digits);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// As many whole characters as fit.
    private static String cut(String text, int most) {
        int end = 0;
        for (int size = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            size += bytes(Character.toString(text.codePointAt(end)));
            if (size > most) break;
        }
        return text.substring(0, end);
    }
}
