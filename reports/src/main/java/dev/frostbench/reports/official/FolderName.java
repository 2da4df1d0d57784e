package dev.frostbench.reports.official;

/// One path segment made of a name that a model chose: it can never leave its folder.
public final class FolderName {

    private FolderName() {}

    /// As the official harness: `/` becomes `__`. Beyond it, dots alone and control codes are replaced.
    public static String of(String name) {
        String safe = name.replace("/", "__").replaceAll("\\p{Cntrl}", "_");
        if (safe.isBlank() || safe.matches("\\.+")) safe = "_" + safe.replace('.', '_');
        return safe.length() > 120 ? safe.substring(0, 100) + "-" + Integer.toHexString(safe.hashCode()) : safe;
    }
}
