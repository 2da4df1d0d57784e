package dev.frostbench.harness.machine;

/// This program's version, from the manifest of its jar.
public final class Version {

    private Version() {}

    public static String text() {
        String built = Version.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
